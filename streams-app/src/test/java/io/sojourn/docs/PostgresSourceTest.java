package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.StageTransition;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import io.sojourn.stream.TopicKeeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/connect.md} tells to do, done: a real PostgreSQL, the shipped files, a worker as a process of its own, and
 * the whole pipeline behind it.
 */
@SuppressWarnings("try") // of some it is only asked that they run, and that they are closed
class PostgresSourceTest {
    /** Orders that count and what they brought, as the database has it: {@code customer|orders|spend}. */
    private static final String TRUTH = """
            WITH net AS (
                SELECT o.customer_id, o.total,
                       (SELECT coalesce(sum(amount), 0) FROM refunds r WHERE r.order_id = o.id) AS back
                FROM orders o WHERE o.status <> 'cancelled' AND o.customer_id IS NOT NULL)
            SELECT customer_id, count(*), sum(total - back)::numeric(18, 4) FROM net
            WHERE total > back GROUP BY customer_id ORDER BY customer_id
            """;

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @TempDir
    Path dir;

    @Test
    void customers_have_the_orders_that_the_database_says_whatever_is_killed_on_the_way() throws Exception {
        ConnectWorker.assumeBuilt();
        Postgres.assumeInstalled();
        try (Postgres shop = Postgres.start(dir.resolve("postgres"));
                EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                Reader reader = new Reader(broker, registry)) {
            shop.run(ConnectWorker.FILES.resolve("shop.sql"));
            Settings settings = settings(broker, registry);
            createTopics(settings);
            try (Pipeline unused = Pipeline.start(
                    settings,
                    new Figures(new SimpleMeterRegistry()),
                    Policies.only(ReferencePolicy.overDays(settings.windowDays())))) {
                rowsThatWereThereBefore(shop, broker, registry, reader);
                bulkLoadWithTheWorkerKilled(shop, broker, registry, reader);
            }
            assertThat(reader.all(Topics.REJECTED)).isEmpty();
            assertThat(ConnectWorker.log(dir)).doesNotContain(Postgres.PASSWORD);
        }
    }

    private void rowsThatWereThereBefore(Postgres shop, EmbeddedBroker broker, EmbeddedRegistry registry, Reader reader)
            throws Exception {
        try (ConnectWorker unused = worker(shop, broker, registry)) {
            awaitWhatTheDatabaseSays(shop, reader);

            shop.ask(
                    "INSERT INTO customers VALUES ('zoe', now(), 'Kraków', 'Europe/Warsaw', '1999-12-31', true)",
                    "INSERT INTO orders (customer_id, placed_at, total, currency) VALUES ('zoe', now(), 20, 'USD')",
                    "INSERT INTO orders (customer_id, placed_at, total, currency) VALUES ('zoe', now(), 30, 'USD')",
                    "INSERT INTO orders (customer_id, placed_at, total, currency) VALUES ('zoe', now(), 50, 'USD')",
                    "UPDATE orders SET status = 'cancelled' WHERE customer_id = 'zoe' AND total = 30",
                    "UPDATE orders SET total = 25 WHERE customer_id = 'zoe' AND total = 20",
                    "INSERT INTO refunds (order_id, customer_id, refunded_at, amount, currency)"
                            + " SELECT id, customer_id, now(), 10, 'USD' FROM orders WHERE total = 50",
                    "INSERT INTO tickets (customer_id, opened_at, subject) VALUES ('zoe', now(), 'A question')",
                    "UPDATE tickets SET status = 'resolved' WHERE customer_id = 'zoe'",
                    "UPDATE tickets SET stars = 5 WHERE customer_id = 'zoe'",
                    "UPDATE customers SET city = 'Gdańsk' WHERE id = 'zoe'",
                    "INSERT INTO campaign_results (customer_id, happened_at, kind) VALUES ('zoe', now(), 'email-opened')",
                    "DELETE FROM orders WHERE customer_id = 'chen'");
            awaitWhatTheDatabaseSays(shop, reader);

            await().atMost(TWO_MINUTES).untilAsserted(() -> {
                assertThat(reader.stagesOf("zoe")).containsExactly("PROSPECT → NEW LIVE", "NEW → ACTIVE LIVE");
                // Found by the snapshot: nobody is greeted for it.
                assertThat(reader.stagesOf("anna")).containsExactly("PROSPECT → NEW BACKFILL", "NEW → ACTIVE BACKFILL");
                assertThat(reader.typesOf("zoe", Topics.SUPPORT))
                        .containsExactly("TicketOpened", "TicketResolved", "TicketRated");
                assertThat(reader.typesOf("zoe", Topics.PROFILES)).containsExactly("ProfileUpdated", "ProfileUpdated");
                assertThat(reader.typesOf("zoe", Topics.ENGAGEMENTS)).containsExactly("Engaged");
                assertThat(reader.state().get("zoe")).satisfies(zoe -> {
                    assertThat(zoe.getTickets()).isEqualTo(1);
                    assertThat(zoe.getTicketsOpen()).isZero();
                    assertThat(zoe.getEngagements()).isEqualTo(1);
                });
            });
        }
    }

    /** The worker and then the database end in the middle of it, as by loss of power. */
    private void bulkLoadWithTheWorkerKilled(
            Postgres shop, EmbeddedBroker broker, EmbeddedRegistry registry, Reader reader) throws Exception {
        int before = reader.all(Topics.ORDERS).size();
        try (ConnectWorker worker = worker(shop, broker, registry)) {
            bulk(shop, 1_000);
            await().atMost(TWO_MINUTES)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> reader.all(Topics.ORDERS).size() > before + 100);
            worker.kill();
        }
        bulk(shop, 500);
        int atTheKill = reader.all(Topics.ORDERS).size();
        try (ConnectWorker unused = worker(shop, broker, registry)) {
            await().atMost(TWO_MINUTES)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> reader.all(Topics.ORDERS).size() > atTheKill);
            shop.crash();
            shop.startAgain();
            bulk(shop, 500);
            shop.ask(
                    "UPDATE orders SET status = 'cancelled' WHERE id % 7 = 0",
                    "INSERT INTO refunds (order_id, customer_id, refunded_at, amount, currency)"
                            + " SELECT id, customer_id, now(), total / 2, 'USD' FROM orders WHERE id % 11 = 0");
            awaitWhatTheDatabaseSays(shop, reader);
            // What comes last has overtaken nothing that would still change it.
            shop.ask("INSERT INTO orders (customer_id, placed_at, total, currency) VALUES ('last', now(), 1, 'USD')");
            awaitWhatTheDatabaseSays(shop, reader);
        }
        List<SpecificRecord> told = reader.all(Topics.ORDERS);
        assertThat(told.stream()
                        .map(event ->
                                event.get(event.getSchema().getField("eventId").pos()))
                        .distinct()
                        .count())
                .as("the killed worker's successor told some orders again, or this has shown nothing")
                .isLessThan(told.size());
    }

    private static void bulk(Postgres shop, int orders) throws Exception {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < orders / 50; i++) {
            statements.add(
                    "INSERT INTO orders (customer_id, placed_at, total, currency)"
                            + " SELECT 'bulk-' || n % 20, now() - n * interval '1 hour', 10 + n, 'USD' FROM generate_series(1, 50) n");
        }
        shop.ask(statements.toArray(String[]::new));
    }

    private static void awaitWhatTheDatabaseSays(Postgres shop, Reader reader) throws Exception {
        Map<String, String> truth = new TreeMap<>();
        for (String row : shop.ask(TRUTH)) {
            truth.put(row.substring(0, row.indexOf('|')), row);
        }
        await().atMost(TWO_MINUTES).untilAsserted(() -> {
            Map<String, String> seen = new TreeMap<>();
            reader.state().values().stream()
                    .filter(state -> state.getOrders() > 0)
                    .forEach(state -> seen.put(
                            state.getCustomerId(),
                            state.getCustomerId() + "|" + state.getOrders() + "|" + state.getSpend()));
            assertThat(seen).isEqualTo(truth);
        });
    }

    private ConnectWorker worker(Postgres shop, EmbeddedBroker broker, EmbeddedRegistry registry) throws Exception {
        return ConnectWorker.start(
                dir,
                broker,
                registry,
                Map.of(
                        "SHOP_DB_HOST",
                        "127.0.0.1",
                        "SHOP_DB_PORT",
                        String.valueOf(shop.port()),
                        "SHOP_DB_NAME",
                        "shop",
                        "SHOP_DB_USER",
                        "sojourn",
                        "SHOP_DB_PASSWORD",
                        Postgres.PASSWORD),
                List.of("postgres-source.properties"),
                "transforms.events.mapping=" + ConnectWorker.FILES.resolve("shop-rows.yaml"));
    }

    private Settings settings(EmbeddedBroker broker, EmbeddedRegistry registry) {
        return Settings.defaults()
                .with("kafka.bootstrap.servers", broker.bootstrapServers())
                .with("schema.registry.url", registry.url())
                .with("state.dir", dir.resolve("state").toString())
                .with("input.partitions", "2")
                .with("ledger.partitions", "2");
    }

    private static void createTopics(Settings settings) {
        try (Admin admin = Admin.create(Map.copyOf(settings.kafka()))) {
            new TopicKeeper(admin, settings).createMissing();
        }
    }

    /** What lies on topics by now, committed; each record is fetched and decoded once. */
    private static final class Reader implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final WireFormat wire;
        private final Map<String, List<SpecificRecord>> read = new HashMap<>();
        private final Map<TopicPartition, Long> positions = new HashMap<>();

        Reader(EmbeddedBroker broker, EmbeddedRegistry registry) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            wire = new WireFormat(Map.of("schema.registry.url", registry.url()));
        }

        List<SpecificRecord> all(String topic) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(each -> consumer.seek(each, positions.getOrDefault(each, 0L)));
            List<SpecificRecord> records = read.computeIfAbsent(topic, any -> new ArrayList<>());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    records.add(wire.decode(topic, record.value()));
                }
            }
            partitions.forEach(each -> positions.put(each, consumer.position(each)));
            return records;
        }

        /** The latest of every customer. */
        Map<String, CustomerState> state() {
            Map<String, CustomerState> latest = new HashMap<>();
            all(Topics.CUSTOMER_STATE).forEach(record -> {
                CustomerState state = (CustomerState) record;
                latest.put(state.getCustomerId(), state);
            });
            return latest;
        }

        List<String> stagesOf(String customer) {
            return all(Topics.STAGE_TRANSITIONS).stream()
                    .map(StageTransition.class::cast)
                    .filter(each -> each.getCustomerId().equals(customer))
                    .map(each -> each.getFrom() + " → " + each.getTo() + " " + each.getMode())
                    .toList();
        }

        List<String> typesOf(String customer, String topic) {
            return all(topic).stream()
                    .filter(each -> customer.equals(
                            each.get(each.getSchema().getField("customerId").pos())))
                    .map(each -> each.getSchema().getName())
                    .toList();
        }

        @Override
        public void close() {
            consumer.close();
            wire.close();
        }
    }
}
