package io.sojourn.proof.faults.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Level;
import io.sojourn.decisions.Rejected;
import io.sojourn.decisions.WarningStanding;
import io.sojourn.events.OrderCompleted;
import io.sojourn.proof.faults.script.Past;
import io.sojourn.proof.faults.site.Sender;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.proof.faults.site.Watch;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Saved;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what a run left behind, once its instances have stopped. */
public final class Gathering {
    private static final Duration TRANSACTIONS_END_WITHIN = Duration.ofSeconds(40);

    private final Site site;
    private final WireFormat wire;
    private final Settings settings;

    private Gathering(Site site) {
        this.site = site;
        wire = site.wire();
        settings = site.outside();
    }

    public static Evidence of(Site site) throws Exception {
        return new Gathering(site).all();
    }

    private Evidence all() throws Exception {
        OpenTransactions transactions = new OpenTransactions(site.admin());
        // A producer that was killed for good ends when the broker loses patience with it.
        Watch.within(TRANSACTIONS_END_WITHIN, () -> transactions.list().isEmpty());
        List<Said> decisions = new ArrayList<>();
        for (String topic : Topics.DECISIONS) {
            read(List.of(topic), record -> decisions.add(Said.of(decoded(record))));
        }
        Map<String, CustomerState> states = new TreeMap<>();
        read(List.of(Topics.CUSTOMER_STATE), record -> {
            String customer = new String(record.key(), UTF_8);
            if (record.value() == null) {
                states.remove(customer);
            } else {
                states.put(customer, asOfToday((CustomerState) decoded(record)));
            }
        });
        List<Evidence.Numbered> inputs = new ArrayList<>();
        read(Topics.INPUTS, record -> inputs.add(numbered(record)));
        int sent = site.script().sendings().size() + site.imported();
        for (int row = 0; row < site.imported(); row++) {
            inputs.add(imported(row, "row " + row + " of the imported file"));
        }
        List<Evidence.Numbered> aside = new ArrayList<>();
        read(List.of(Topics.GUESTS), record -> aside.add(numbered(record)));
        read(List.of(Topics.REJECTED), record -> aside.add(rejected(record)));
        return new Evidence(
                site.begin(), sent, inputs, ledger(), aside, decisions, states, kept(), transactions.list());
    }

    /** What an earlier build wrote does not say how loud a warning is, and need not: there is one, and it never grows louder. */
    private static CustomerState asOfToday(CustomerState state) {
        state.getWarnings()
                .replaceAll(each -> each.getLevel() == null
                        ? new WarningStanding(each.getWarning(), each.getSince(), each.getOrdinal(), Level.WARNING)
                        : each);
        return state;
    }

    private List<Evidence.Entry> ledger() throws Exception {
        Map<TopicPartition, Long> decidedUpTo = site.watch().committed();
        List<Evidence.Entry> ledger = new ArrayList<>();
        read(List.of(Topics.LEDGER), record -> {
            boolean decided = record.offset()
                    < decidedUpTo.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
            ledger.add(entry(record, decoded(record), decided));
        });
        return ledger;
    }

    private Evidence.Entry entry(ConsumerRecord<byte[], byte[]> record, SpecificRecord entry, boolean decided) {
        int row = entry instanceof OrderCompleted order ? Past.row(order.getOrderId()) : -1;
        return new Evidence.Entry(
                record.partition(),
                record.offset(),
                record.key() == null ? null : new String(record.key(), UTF_8),
                record.timestamp(),
                row < 0 ? numbered(record) : imported(row, where(record)),
                entry,
                decided);
    }

    /** Rows are numbered behind what was sent; a file has no bytes to compare. */
    private Evidence.Numbered imported(int row, String where) {
        return new Evidence.Numbered(site.script().sendings().size() + row, where, null);
    }

    private Map<String, CustomerState> kept() throws Exception {
        Saved saved = new Saved(Replay.POLICIES);
        String changelog = settings.applicationId() + "-customers-changelog";
        if (site.admin().listTopics().names().get().contains(changelog)) {
            read(List.of(changelog), record -> saved.hear(record.key(), record.value()));
        }
        Map<String, CustomerState> kept = new TreeMap<>();
        DecisionCodec codec = new DecisionCodec(Replay.POLICIES.first());
        saved.each(standing -> {
            if (!standing.isUnknown()) {
                kept.put(standing.customer().value(), codec.state(standing));
            }
        });
        return kept;
    }

    private SpecificRecord decoded(ConsumerRecord<byte[], byte[]> record) {
        return wire.decode(record.topic(), record.value());
    }

    private static Evidence.Numbered numbered(ConsumerRecord<byte[], byte[]> record) {
        Header number = record.headers().lastHeader(Sender.NUMBER);
        return new Evidence.Numbered(
                number == null ? -1 : number(number.value()), where(record), buffer(record.value()));
    }

    private Evidence.Numbered rejected(ConsumerRecord<byte[], byte[]> record) {
        Rejected rejected = (Rejected) decoded(record);
        int number = rejected.getHeaders().stream()
                .filter(header -> header.getKey().equals(Sender.NUMBER))
                .map(header -> number(bytes(Objects.requireNonNull(header.getValue()))))
                .findFirst()
                .orElse(-1);
        ByteBuffer original = rejected.getOriginalValue();
        return new Evidence.Numbered(number, where(record), original);
    }

    private static int number(byte[] text) {
        return Integer.parseInt(new String(text, UTF_8));
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String where(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private interface Listener {
        void hear(ConsumerRecord<byte[], byte[]> record);
    }

    /** Everything that is committed now, partition by partition in its order. */
    private void read(List<String> topics, Listener listener) throws Exception {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put("isolation.level", "read_committed");
        // A fetch still under way for the partition before holds up the next one's.
        config.put("fetch.max.wait.ms", 10);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (TopicPartition partition : partitions(site.admin(), topics)) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                @Nullable Long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < Objects.requireNonNull(end)) {
                    consumer.poll(Duration.ofMillis(200)).forEach(listener::hear);
                }
            }
        }
    }

    static List<TopicPartition> partitions(Admin admin, List<String> topics) throws Exception {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
    }
}
