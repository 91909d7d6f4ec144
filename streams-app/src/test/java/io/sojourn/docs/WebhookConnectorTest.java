package io.sojourn.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.sojourn.decisions.Because;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageTransition;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.ledger.Mode;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/webhooks.md} tells to do, done: the shipped files, and a real worker as a process of its own. */
@SuppressWarnings("try") // of some it is only asked that they run, and that they are closed
class WebhookConnectorTest {
    private static final String DEAD_LETTERS = "webhook-dead-letters";

    @TempDir
    Path dir;

    @Test
    void a_worker_with_the_shipped_files_posts_decisions_and_commits_them() throws Exception {
        ConnectWorker.assumeBuilt();
        List<String> posted = new CopyOnWriteArrayList<>();
        HttpServer shop = receiver(posted);
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir);
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", registry.url()))) {
            createTopics(broker);
            write(broker, wire.encode(Topics.STAGE_TRANSITIONS, dormant("anna", 1)));
            write(broker, wire.encode(Topics.STAGE_TRANSITIONS, dormant("gone", 1)));
            try (ConnectWorker unused = worker(broker, registry, shop)) {
                await().atMost(Duration.ofSeconds(90)).until(() -> posted.contains("anna/reference/1"));
                assertThat(reasonOf(deadLetter(broker))).contains("gone/reference/1", "410");
            }
            assertThat(posted).containsExactlyInAnyOrder("anna/reference/1", "gone/reference/1");
            assertThat(committed(broker)).as("both have been dealt with").isEqualTo(2);
            assertThat(ConnectWorker.log(dir)).contains("DEBUG").doesNotContain("whsec_");
        } finally {
            shop.stop(0);
        }
    }

    /** Takes what it is sent, but wants to hear no more of one customer. */
    private static HttpServer receiver(List<String> posted) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
                posted.add(id);
                exchange.sendResponseHeaders(id.startsWith("gone") ? 410 : 204, -1);
            }
        });
        server.start();
        return server;
    }

    private ConnectWorker worker(EmbeddedBroker broker, EmbeddedRegistry registry, HttpServer shop) throws IOException {
        return ConnectWorker.start(
                dir,
                broker,
                registry,
                Map.of(
                        "WEBHOOK_URL",
                        "http://127.0.0.1:" + shop.getAddress().getPort() + "/",
                        "WEBHOOK_SECRET",
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "LOG_LEVEL",
                        "DEBUG"),
                List.of("webhook-sink.properties"),
                "allow.http=true",
                "allow.private.addresses=true");
    }

    private static void createTopics(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Stream.concat(Topics.DECISIONS.stream(), Stream.of(DEAD_LETTERS))
                            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static void write(EmbeddedBroker broker, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.STAGE_TRANSITIONS, value)).get();
        }
    }

    private static ConsumerRecord<byte[], byte[]> deadLetter(EmbeddedBroker broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(DEAD_LETTERS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return await().atMost(Duration.ofSeconds(30))
                    .until(() -> consumer.poll(Duration.ofMillis(200)).records(partition), found -> !found.isEmpty())
                    .get(0);
        }
    }

    private static long committed(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets("connect-sojourn-webhooks")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(Topics.STAGE_TRANSITIONS, 0));
            return offset == null ? 0 : offset.offset();
        }
    }

    private static String reasonOf(ConsumerRecord<byte[], byte[]> dead) {
        return new String(
                dead.headers().lastHeader("__connect.errors.exception.message").value(), UTF_8);
    }

    private static StageTransition dormant(String customer, int ordinal) {
        Instant now = Instant.now();
        return StageTransition.newBuilder()
                .setId(customer + "/reference/" + ordinal)
                .setCustomerId(customer)
                .setLadder("reference")
                .setFrom("LOYAL")
                .setTo("DORMANT")
                .setOrdinal(ordinal)
                .setEffectiveAt(now)
                .setDetectedAt(now)
                .setMode(Mode.LIVE)
                .setCause(Cause.SILENCE)
                .setBecause(new Because("silence('order') >= 90d", List.of(), List.of()))
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(new Rfm(365, null, 0, zero(), zero(), zero()))
                .setPreviousStageMillis(null)
                .setChain("0")
                .build();
    }

    private static BigDecimal zero() {
        return new BigDecimal("0.0000");
    }
}
