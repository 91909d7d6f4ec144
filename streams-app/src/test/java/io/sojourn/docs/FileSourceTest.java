package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.Settings;
import io.sojourn.decisions.Rejected;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.events.OrderCompleted;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.TopicKeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file source of {@code docs/connect.md}, as it is shipped: lines become orders, and a bad one is kept. */
@SuppressWarnings("try") // of some it is only asked that they run, and that they are closed
class FileSourceTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String MAPPING = "transforms.events.mapping=" + ConnectWorker.FILES.resolve("shop-rows.yaml");

    @TempDir
    Path dir;

    private static String line(int id) {
        return "{\"id\": %d, \"customer_id\": \"anna\", \"placed_at\": \"2026-11-27T09:00:00Z\", \"total\": 19.90, \"currency\": \"USD\"}%n"
                .formatted(id);
    }

    @Test
    void lines_become_orders_and_a_bad_one_is_kept() throws Exception {
        ConnectWorker.assumeBuilt();
        Path rows = Files.writeString(dir.resolve("orders.jsonl"), line(1) + "42,anna\n" + line(2));
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", registry.url()));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "group.id",
                                "lines",
                                "auto.offset.reset",
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            new TopicKeeper(
                            admin,
                            Settings.defaults()
                                    .with("kafka.bootstrap.servers", broker.bootstrapServers())
                                    .with("schema.registry.url", registry.url()))
                    .createMissing();
            consumer.subscribe(List.of(Topics.ORDERS, Topics.REJECTED));
            List<SpecificRecord> told = new ArrayList<>();
            try (ConnectWorker unused = ConnectWorker.start(
                    dir,
                    broker,
                    registry,
                    Map.of("ROWS_FILE", rows.toString()),
                    List.of("file-source.properties"),
                    MAPPING)) {
                await().atMost(SOON).until(() -> told(consumer, wire, told) == 3);
                Files.writeString(rows, line(3), StandardOpenOption.APPEND);
                await().atMost(SOON).until(() -> told(consumer, wire, told) == 4);
            }
            assertThat(told)
                    .filteredOn(OrderCompleted.class::isInstance)
                    .extracting(each -> ((OrderCompleted) each).getEventId())
                    .containsExactlyInAnyOrder("shop:public.orders:1", "shop:public.orders:2", "shop:public.orders:3");
            assertThat(told)
                    .filteredOn(Rejected.class::isInstance)
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(((Rejected) each).getValue()).isEqualTo("42,anna");
                        assertThat(((Rejected) each).getHint()).contains("is no JSON object");
                    });
        }
    }

    private static int told(KafkaConsumer<byte[], byte[]> consumer, WireFormat wire, List<SpecificRecord> told) {
        consumer.poll(Duration.ofMillis(200)).forEach(each -> told.add(wire.decode(each.topic(), each.value())));
        return told.size();
    }
}
