package io.sojourn.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.StageTransition;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.replay.Fold;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import io.sojourn.stream.SimulatedLifecycle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What was decided from one ledger partition, held against the pure fold of that partition from its top, without any crash. */
final class Decided {
    private static final String AS_FOLDED = "decisions are those of the pure fold of the ledger, byte for byte";
    private static final String STATE = "state is that of the fold";
    private static final String UNIQUE = "ids are unique";
    private static final String CONNECTED = "each from is the previous to";

    private final Places places;
    private final Broker broker;
    private final Fold fold;
    private final int partition;
    private final FalseSilence falseSilence;
    private final Map<String, List<SpecificRecord>> folded = new TreeMap<>();
    private boolean byTick;
    private @Nullable Breach saidFalsely;

    Decided(Places places, Broker broker, List<Sent> sent, int partition) {
        this.places = places;
        this.broker = broker;
        this.partition = partition;
        fold = new Fold(
                places.policies(), (announcement, by, detectedAt, mode) -> announced(announcement, by, detectedAt));
        falseSilence = new FalseSilence(sent);
    }

    @Nullable
    Breach breach() {
        for (Entry entry : log(Topics.LEDGER)) {
            SpecificRecord decoded = places.wire().decodeHead(Topics.LEDGER, Objects.requireNonNull(entry.value()));
            byTick = decoded instanceof Tick;
            fold.hear(entry.key() == null ? new byte[0] : entry.key(), decoded, entry.stamp(), Mode.LIVE);
        }
        Map<String, List<SpecificRecord>> decided = decided();
        @Nullable Breach breach = connected(decided);
        breach = breach != null ? breach : difference(decided);
        breach = breach != null ? breach : state(fold.changes());
        return breach != null ? breach : saidFalsely;
    }

    private void announced(Announcement announcement, Revision by, long detectedAt) {
        SpecificRecord record = by.codec().record(announcement, detectedAt, Mode.LIVE);
        folded.computeIfAbsent(key(announcement.customer().value(), record), each -> new ArrayList<>())
                .add(record);
        if (saidFalsely == null) {
            saidFalsely = falseSilence.in(announcement, by.policy(), detectedAt, byTick);
        }
    }

    /** In the order of their topic, by customer and topic. */
    private Map<String, List<SpecificRecord>> decided() {
        Map<String, List<SpecificRecord>> decided = new TreeMap<>();
        for (String topic : Topics.DECISIONS) {
            for (Entry entry : log(topic)) {
                SpecificRecord record = places.wire().decode(topic, Objects.requireNonNull(entry.value()));
                decided.computeIfAbsent(key(customer(record), record), each -> new ArrayList<>())
                        .add(record);
            }
        }
        return decided;
    }

    private static String key(String customer, SpecificRecord record) {
        return customer + " " + record.getClass().getSimpleName();
    }

    private static String customer(SpecificRecord record) {
        return text(record, "customerId");
    }

    private static String text(SpecificRecord record, String field) {
        return (String) record.get(record.getSchema().getField(field).pos());
    }

    private static @Nullable Breach connected(Map<String, List<SpecificRecord>> decided) {
        Set<String> ids = new HashSet<>();
        for (List<SpecificRecord> of : decided.values()) {
            String stage = "PROSPECT";
            for (SpecificRecord record : of) {
                String id = text(record, "id");
                if (!ids.add(id)) {
                    return new Breach(UNIQUE, id + " was given twice");
                }
                if (record instanceof StageTransition change) {
                    if (!change.getFrom().equals(stage)) {
                        return new Breach(CONNECTED, id + " comes from " + change.getFrom() + ", not from " + stage);
                    }
                    stage = change.getTo();
                }
            }
        }
        return null;
    }

    private @Nullable Breach difference(Map<String, List<SpecificRecord>> decided) {
        Set<String> all = new HashSet<>(folded.keySet());
        all.addAll(decided.keySet());
        for (String key : all) {
            List<SpecificRecord> expected = folded.getOrDefault(key, List.of());
            List<SpecificRecord> found = decided.getOrDefault(key, List.of());
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                Object is = i < found.size() ? found.get(i) : "nothing";
                Object should = i < expected.size() ? expected.get(i) : "nothing";
                if (!is.equals(should)) {
                    return new Breach(AS_FOLDED, key + " " + (i + 1) + ": decided " + is + ", folded " + should);
                }
            }
        }
        return null;
    }

    /** As published last, and as stored. */
    private @Nullable Breach state(List<Standing> standings) {
        DecisionCodec codec = fold.latest().codec();
        Map<String, SpecificRecord> published = new HashMap<>();
        for (Entry entry : log(Topics.CUSTOMER_STATE)) {
            String customer = new String(Objects.requireNonNull(entry.key()), UTF_8);
            if (entry.value() == null) {
                published.remove(customer);
            } else {
                published.put(customer, places.wire().decode(Topics.CUSTOMER_STATE, entry.value()));
            }
        }
        for (Standing standing : standings) {
            CustomerId customer = standing.customer();
            @Nullable CustomerState folds = standing.isUnknown() ? null : codec.state(standing);
            @Nullable SpecificRecord last = published.remove(customer.value());
            @Nullable
            SpecificRecord stored = SimulatedLifecycle.standing(places.customers(partition), customer)
                    .filter(each -> !each.isUnknown())
                    .map(codec::state)
                    .orElse(null);
            if (!Objects.equals(folds, last) || !Objects.equals(folds, stored)) {
                return new Breach(STATE, "published " + last + ", stored " + stored + ", folded " + folds);
            }
        }
        return published.isEmpty() ? null : new Breach(STATE, "nobody in the ledger: " + published.keySet());
    }

    private List<Entry> log(String topic) {
        return broker.log(new TopicPartition(topic, partition)).committed();
    }
}
