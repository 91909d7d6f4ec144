package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.decisions.StageTransition;
import io.sojourn.history.ImportPlan;
import io.sojourn.history.Importer;
import io.sojourn.history.MappingFile;
import io.sojourn.history.Progress;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same history gives the same chain for every customer: with one, three and seven partitions, one and two threads, two
 * commit intervals, and with the process killed three times on the way while it has more customers than memory for them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameHistoryTest {
    private static final long SEED = 7;
    private static final int CUSTOMERS = 900;

    /** So many customers in memory that most of a partition's are not. */
    private static final String FEW = "20";

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2021-12-31T00:00:00Z");

    private Path shop = Path.of("");
    private MappingFile mapping;
    private Map<String, String> expected = Map.of();
    private int announced;

    @BeforeAll
    void foldOnce(@TempDir Path shop, @TempDir Path dir) throws IOException {
        this.shop = shop;
        Files.write(shop.resolve("orders.csv"), orders());
        Files.writeString(shop.resolve("mapping.yaml"), """
                source: same-history
                title: {en: Seeded orders, zh: 模拟订单}
                rows: orders
                order: {column: order}
                time: {column: at, patterns: [iso]}
                customer: {column: customer}
                amount: {column: amount}
                currency: {constant: GBP}
                kinds:
                  - {id: order, as: order}
                """);
        mapping = MappingFile.load(shop.resolve("mapping.yaml"));
        try (House house = imported(dir, 3)) {
            house.with("threads", "1").open();
            expected = finished(house);
            announced = house.records(Topics.STAGE_TRANSITIONS).size();
        }
        assertThat(expected).hasSize(CUSTOMERS);
    }

    @Test
    void with_one_partition_and_a_long_commit_interval(@TempDir Path dir) throws IOException {
        try (House house = imported(dir, 1)) {
            house.with("threads", "1").with("commit.interval", "2s").open();
            assertThat(finished(house)).isEqualTo(expected);
        }
    }

    @Test
    void with_seven_partitions_and_two_threads(@TempDir Path dir) throws IOException {
        try (House house = imported(dir, 7)) {
            house.with("threads", "2").open();
            assertThat(finished(house)).isEqualTo(expected);
        }
    }

    @Test
    void with_the_process_killed_three_times_on_the_way(@TempDir Path dir) throws Exception {
        try (House house = imported(dir, 3)) {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "kafka.bootstrap.servers", house.settings().kafka().get("bootstrap.servers"),
                    "schema.registry.url", house.registryUrl(),
                    "state.dir", dir.resolve("killed").toString(),
                    "input.partitions", "3",
                    "ledger.partitions", "3",
                    "money.currency", "GBP",
                    "commit.interval", "50ms",
                    "cache.customers", FEW,
                    // Small steps, so that a kill finds work half done, and a short absence, so that the next begins.
                    "kafka.max.poll.records", "100",
                    "kafka.session.timeout.ms", "6000"));
            // All of it is long past, so this is the interval that counts.
            settings.put("commit.interval.behind", "50ms");
            int before = 0;
            for (int kill = 1; kill <= 3; kill++) {
                int enough = announced * kill / 4;
                Process child = ChildPipeline.start(settings, dir.resolve("child.log"));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> house.committed(Topics.STAGE_TRANSITIONS) >= enough || !child.isAlive());
                child.destroyForcibly();
                assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(child.exitValue()).as("killed, not ended by itself").isEqualTo(137);
                int now = house.records(Topics.STAGE_TRANSITIONS).size();
                assertThat(now).as("work done and left at kill " + kill).isBetween(before + 1, announced - 1);
                before = now;
            }
            house.with("state.dir", dir.resolve("killed").toString())
                    .with("cache.customers", FEW)
                    .open();
            assertThat(finished(house)).isEqualTo(expected);
            assertThat(house.records(Topics.STAGE_TRANSITIONS)).hasSize(announced);
        }
    }

    private House imported(Path dir, int partitions) throws IOException {
        House house = House.at(dir).with("ledger.partitions", "" + partitions);
        house.createTopics();
        ImportPlan plan = new ImportPlan(
                "same-history", shop.resolve("orders.csv"), mapping, LAST, Duration.ofDays(1), true, false);
        new Importer(house.settings(), plan, Progress.UNSEEN).run();
        return house;
    }

    /** Customer → chain, once the whole ledger has been decided. */
    private static Map<String, String> finished(House house) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(house::hasDecidedTheLedger);
        Map<String, StageTransition> latest = new TreeMap<>();
        house.read(Topics.STAGE_TRANSITIONS).forEach(each -> {
            StageTransition transition = (StageTransition) each;
            latest.merge(transition.getCustomerId(), transition, (a, b) -> a.getOrdinal() > b.getOrdinal() ? a : b);
        });
        Map<String, String> chains = new TreeMap<>();
        latest.forEach((customer, transition) -> chains.put(customer, transition.getChain()));
        return chains;
    }

    private static Iterable<String> orders() {
        Random random = new Random(SEED);
        List<String> rows = new ArrayList<>();
        rows.add("order,customer,at,amount");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            Instant at = FIRST.plus(Duration.ofHours(random.nextInt(24 * 300)));
            for (int order = 0; at.isBefore(LAST); order++) {
                rows.add("o" + customer + "-" + order + ",c" + customer + "," + at + "," + random.nextInt(100) + ".50");
                long days = random.nextInt(10) == 0 ? 60 + random.nextInt(200) : 1 + random.nextInt(60);
                at = at.plus(Duration.ofDays(days)).plusMillis(random.nextInt(1000));
            }
        }
        return rows;
    }
}
