package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.ledger.ClockLetter;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan calls all that stands on a topic. */
class TopicScanTest {
    @TempDir
    Path folder;

    @Test
    void what_is_not_committed_yet_is_waited_for() throws Exception {
        try (HistoryCluster cluster = new HistoryCluster(folder, 1);
                WireFormat wire = new WireFormat(registering(cluster));
                TopicScan scan = new TopicScan(cluster.settings(), wire, Topics.CLOCK);
                KafkaProducer<byte[], byte[]> producer = producer(cluster)) {
            ClockLetter letter = new ClockLetter(7);
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.CLOCK, wire.encode(Topics.CLOCK, letter)))
                    .get();

            CompletableFuture<List<SpecificRecord>> all = CompletableFuture.supplyAsync(() -> rest(scan));
            await().during(Duration.ofSeconds(1)).until(() -> !all.isDone());
            producer.commitTransaction();

            assertThat(all.get()).containsExactly(letter);
        }
    }

    private static List<SpecificRecord> rest(TopicScan scan) {
        List<SpecificRecord> all = new ArrayList<>();
        try {
            scan.rest(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Map<String, String> registering(HistoryCluster cluster) {
        Map<String, String> registry = new HashMap<>(cluster.settings().registry());
        registry.put("auto.register.schemas", "true");
        return registry;
    }

    private static KafkaProducer<byte[], byte[]> producer(HistoryCluster cluster) {
        Map<String, Object> config = new HashMap<>(cluster.settings().kafka());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "topic-scan-test");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
