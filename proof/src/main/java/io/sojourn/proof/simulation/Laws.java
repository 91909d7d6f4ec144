package io.sojourn.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.decisions.Rejected;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.Activation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What must hold of every schedule, once it has come to rest. */
final class Laws {
    private static final String CONSERVATION = "what was sent stands once where it belongs";
    private static final String THIRD_LAW = "whatever had arrived by a tick stands above it";
    private static final String SAME_TICKS = "ticks advance, and are the same in every partition";
    private static final String SAME_POLICIES = "every policy asked for stands below the same tick in every partition";

    private final Places places;
    private final Broker broker;
    private final List<Sent> sent;
    private final Set<String> asked;

    Laws(Places places, Broker broker, Sources sources) {
        this.places = places;
        this.broker = broker;
        sent = sources.sent();
        asked = sources.asked();
    }

    /** The first that was broken, or null. */
    @Nullable
    Breach breach() {
        @Nullable Breach breach = conservation();
        for (int partition = 0; breach == null && partition < Places.PARTITIONS; partition++) {
            breach = thirdLaw(partition);
            breach = breach != null ? breach : sameTicks(partition);
            breach = breach != null ? breach : samePolicies(partition);
            breach = breach != null ? breach : new Decided(places, broker, sent, partition).breach();
        }
        return breach;
    }

    private @Nullable Breach conservation() {
        int[] inLedger = new int[sent.size()];
        int[] inGuests = new int[sent.size()];
        int[] inRejected = new int[sent.size()];
        for (TopicPartition partition : broker.partitions(Topics.LEDGER)) {
            for (Entry entry : broker.log(partition).committed()) {
                if (entry.key() != null) {
                    Sent one = sent.get(number(entry));
                    inLedger[one.number()]++;
                    if (!isAsSent(entry, one)
                            || LedgerPartitioner.partitionOf(entry.key(), Places.PARTITIONS) != partition.partition()) {
                        return new Breach(CONSERVATION, "changed, or in the wrong partition: " + one);
                    }
                }
            }
        }
        broker.partitions(Topics.GUESTS).stream()
                .flatMap(each -> broker.log(each).committed().stream())
                .forEach(entry -> inGuests[number(entry)]++);
        broker.partitions(Topics.REJECTED).stream()
                .flatMap(each -> broker.log(each).committed().stream())
                .forEach(entry -> inRejected[original(entry).number()]++);
        for (Sent one : sent) {
            int n = one.number();
            boolean right = inLedger[n] == (one.fate() == Sent.Fate.ACCEPTED ? 1 : 0)
                    && inGuests[n] == (one.fate() == Sent.Fate.GUEST ? 1 : 0)
                    && inRejected[n] == (one.fate() == Sent.Fate.REFUSED ? 1 : 0);
            if (!right) {
                return new Breach(
                        CONSERVATION,
                        n + " (" + one.fate() + ") stands " + inLedger[n] + " times in the ledger, " + inRejected[n]
                                + " in rejected, " + inGuests[n] + " among guests");
            }
        }
        return null;
    }

    private static boolean isAsSent(Entry entry, Sent one) {
        return one.customer() != null
                && Arrays.equals(entry.key(), one.customer().getBytes(UTF_8))
                && entry.stamp() == one.stamp();
    }

    private static int number(Entry entry) {
        return Integer.parseInt(
                new String(entry.headers().lastHeader(Sources.NUMBER).value(), UTF_8));
    }

    private Sent original(Entry entry) {
        Rejected rejected = (Rejected) places.wire().decode(Topics.REJECTED, Objects.requireNonNull(entry.value()));
        return sent.stream()
                .filter(each -> each.partition().topic().equals(rejected.getTopic())
                        && each.partition().partition() == rejected.getPartition()
                        && each.offset() == rejected.getOffset())
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Breach thirdLaw(int partition) {
        long tick = Long.MIN_VALUE;
        for (Entry entry : ledger(partition)) {
            if (entry.key() == null) {
                tick = Math.max(tick, entry.stamp());
            } else if (entry.stamp() <= tick) {
                return new Breach(
                        THIRD_LAW, number(entry) + " stands below a tick " + (tick - entry.stamp()) + " ms later");
            }
        }
        return null;
    }

    private @Nullable Breach sameTicks(int partition) {
        List<Long> ticks = ticks(partition);
        boolean advance =
                Stream.iterate(1, i -> i < ticks.size(), i -> i + 1).allMatch(i -> ticks.get(i - 1) < ticks.get(i));
        return advance && ticks.equals(ticks(0))
                ? null
                : new Breach(SAME_TICKS, ticks(0) + " in partition 0, " + ticks + " in " + partition);
    }

    private List<Long> ticks(int partition) {
        return controls(partition).stream()
                .filter(Tick.class::isInstance)
                .map(each -> ((Tick) each).getAt().toEpochMilli())
                .toList();
    }

    private @Nullable Breach samePolicies(int partition) {
        List<SpecificRecord> here = controls(partition);
        Set<String> missing = new HashSet<>(asked);
        here.forEach(each -> {
            Activation activation = Activation.of(each);
            if (activation != null) {
                missing.remove(activation.eventId());
            }
        });
        return missing.isEmpty() && here.equals(controls(0))
                ? null
                : new Breach(SAME_POLICIES, controls(0) + " in partition 0, " + here + " in " + partition);
    }

    private List<SpecificRecord> controls(int partition) {
        return ledger(partition).stream()
                .filter(each -> each.key() == null)
                .map(each -> places.wire().decodeHead(Topics.LEDGER, Objects.requireNonNull(each.value())))
                .toList();
    }

    private List<Entry> ledger(int partition) {
        return broker.log(new TopicPartition(Topics.LEDGER, partition)).committed();
    }
}
