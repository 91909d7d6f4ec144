package io.sojourn.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class EmbeddedBrokerTest {
    @TempDir
    Path dir;

    @Test
    void what_was_committed_is_still_there_after_a_restart_at_the_same_address() throws Exception {
        String address;
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
            address = broker.bootstrapServers();
            create(broker, "letters");
            send(broker, "letters", "one", true);
            send(broker, "letters", "never", false);
            send(broker, "letters", "two", true);
            assertThat(readAll(broker, "letters", 2)).containsExactly("one", "two");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
            assertThat(broker.bootstrapServers()).isEqualTo(address).startsWith("127.0.0.1:");
            send(broker, "letters", "three", true);
            assertThat(readAll(broker, "letters", 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void it_stops_within_seconds_and_twice_is_once() {
        EmbeddedBroker broker = EmbeddedBroker.start(dir);
        long began = System.nanoTime();

        broker.close();
        broker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void any_broker_setting_can_be_overridden() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, Map.of("message.max.bytes", "2000"))) {
            create(broker, "letters");

            assertThatThrownBy(() -> send(broker, "letters", "x".repeat(5000), true))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void two_of_them_live_side_by_side() throws Exception {
        try (EmbeddedBroker one = EmbeddedBroker.start(dir.resolve("one"));
                EmbeddedBroker other = EmbeddedBroker.start(dir.resolve("other"))) {
            create(one, "letters");
            create(other, "letters");
            send(one, "letters", "to one", true);
            send(other, "letters", "to the other", true);

            assertThat(readAll(one, "letters", 1)).containsExactly("to one");
            assertThat(readAll(other, "letters", 1)).containsExactly("to the other");
        }
    }

    private static void create(EmbeddedBroker broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) -1)))
                    .all()
                    .get();
        }
    }

    /** Sends exactly once: in a transaction of its own, which is committed or aborted. */
    private static void send(EmbeddedBroker broker, String topic, String text, boolean commit) throws Exception {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                "test",
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(config)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, text)).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> readAll(EmbeddedBroker broker, String topic, int expected) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "reader-" + expected,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config)) {
            consumer.subscribe(List.of(topic));
            List<String> texts = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (texts.size() < expected && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    texts.add(record.value());
                }
            }
            return texts;
        }
    }
}
