package io.sojourn.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageStanding;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/connect.md} says of a warehouse: the shipped files, a worker as a process of its own, a real PostgreSQL. */
@SuppressWarnings("try") // of some it is only asked that they run, and that they are closed
class WarehouseSinkTest {
    private static final Instant AT = Instant.parse("2026-03-01T19:12:27.899Z");
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @TempDir
    Path dir;

    @Test
    void a_table_says_where_each_customer_stands_also_after_a_crash_of_its_database() throws Exception {
        ConnectWorker.assumeBuilt();
        ConnectWorker.assumeBuiltForTheWarehouse();
        Postgres.assumeInstalled();
        try (Postgres warehouse = Postgres.start(dir.resolve("postgres"));
                EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", registry.url()))) {
            createTopics(broker);
            send(broker, wire, state("anna", 1, "19.9"), state("bruno", 1, "5"), state("anna", 2, "39.8"));
            try (ConnectWorker unused = worker(warehouse, broker, registry)) {
                awaitRows(
                        warehouse,
                        "anna|2|39.8000|LOYAL|2026-03-01 19:12:27.899",
                        "bruno|1|5.0000|LOYAL|2026-03-01 19:12:27.899");

                warehouse.crash();
                send(broker, wire, state("anna", 3, "59.7"), state("chen", 1, "7"));
                warehouse.startAgain();
                awaitRows(
                        warehouse,
                        "anna|3|59.7000|LOYAL|2026-03-01 19:12:27.899",
                        "bruno|1|5.0000|LOYAL|2026-03-01 19:12:27.899",
                        "chen|1|7.0000|LOYAL|2026-03-01 19:12:27.899");

                erase(broker, "bruno");
                awaitRows(
                        warehouse,
                        "anna|3|59.7000|LOYAL|2026-03-01 19:12:27.899",
                        "chen|1|7.0000|LOYAL|2026-03-01 19:12:27.899");
            }
            assertThat(ConnectWorker.log(dir)).doesNotContain(Postgres.PASSWORD);
        }
    }

    private static void awaitRows(Postgres warehouse, String... rows) {
        await().atMost(TWO_MINUTES)
                .ignoreException(AssertionError.class)
                .untilAsserted(() -> assertThat(warehouse.ask(
                                "SELECT customer_id, orders, spend, (stages::json->0)->>'stage', as_of FROM customer_state"
                                        + " ORDER BY customer_id"))
                        .containsExactly(rows));
    }

    private ConnectWorker worker(Postgres warehouse, EmbeddedBroker broker, EmbeddedRegistry registry)
            throws Exception {
        return ConnectWorker.start(
                dir,
                broker,
                registry,
                Map.of(
                        "WAREHOUSE_URL",
                        "jdbc:postgresql://127.0.0.1:" + warehouse.port() + "/shop",
                        "WAREHOUSE_USER",
                        "postgres",
                        "WAREHOUSE_PASSWORD",
                        Postgres.PASSWORD,
                        // Times in tables are UTC wherever the worker is.
                        "TZ",
                        "Asia/Shanghai"),
                List.of("customer-state-sink.properties", "stage-transitions-sink.properties"));
    }

    private static void createTopics(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.CUSTOMER_STATE, Optional.of(1), Optional.empty()),
                            new NewTopic(Topics.STAGE_TRANSITIONS, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void send(EmbeddedBroker broker, WireFormat wire, CustomerState... states) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            for (CustomerState state : states) {
                producer.send(new ProducerRecord<>(
                                Topics.CUSTOMER_STATE,
                                state.getCustomerId().getBytes(UTF_8),
                                wire.encode(Topics.CUSTOMER_STATE, state)))
                        .get();
            }
        }
    }

    private static void erase(EmbeddedBroker broker, String customer) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            producer.send(new ProducerRecord<>(Topics.CUSTOMER_STATE, customer.getBytes(UTF_8), null))
                    .get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static CustomerState state(String customer, int orders, String spend) {
        BigDecimal amount = new BigDecimal(spend).setScale(4);
        return CustomerState.newBuilder()
                .setCustomerId(customer)
                .setAsOf(AT)
                .setFirstSeenAt(AT)
                .setFirstOrderAt(AT)
                .setRfm(new Rfm(365, AT, orders, amount, new BigDecimal("0.0000"), amount))
                .setOrders(orders)
                .setSpend(amount)
                .setCurrency("USD")
                .setVisits(0)
                .setLastVisitAt(null)
                .setTickets(0)
                .setTicketsOpen(0)
                .setEngagements(0)
                .setStages(List.of(new StageStanding("reference", "LOYAL", AT, 3, "on order")))
                .setWarnings(List.of())
                .setLookAgainAt(null)
                .setChain("0")
                .setTags(List.of())
                .build();
    }
}
