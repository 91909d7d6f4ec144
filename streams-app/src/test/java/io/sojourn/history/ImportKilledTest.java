package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.Settings;
import io.sojourn.cli.Main;
import io.sojourn.events.OrderCompleted;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command in a process of its own, ended by SIGKILL in the middle of its writing. */
class ImportKilledTest {
    private static final int ROWS = 60_000;
    private static final TopicPartition LEDGER = new TopicPartition(Topics.LEDGER, 0);
    private static final String MAPPING = """
            source: shop
            rows: orders
            order: {column: id}
            time: {column: at, patterns: [yyyy-MM-dd]}
            customer: {column: who}
            amount: {constant: 1}
            currency: {constant: EUR}
            """;

    @TempDir
    Path folder;

    @Test
    void killed_three_times_it_has_written_everything_once_and_in_order() throws Exception {
        LocalDate first = LocalDate.parse("2020-01-01");
        StringBuilder rows = new StringBuilder("id,at,who\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(name(i))
                    .append(',')
                    .append(first.plusDays(i / 100))
                    .append(",c")
                    .append(i % 977)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), rows);
        Path mapping = Files.writeString(folder.resolve("shop.yaml"), MAPPING);
        try (HistoryCluster cluster = HistoryCluster.withRegistry(folder.resolve("broker"), 1)) {
            for (int kill = 1; kill <= 3; kill++) {
                Process process = start(cluster, file, mapping, kill);
                long enough = (long) kill * ROWS / 5;
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> written(cluster) >= enough || !process.isAlive());
                process.destroyForcibly().waitFor();
                int run = kill;
                assertThat(written(cluster))
                        .as(() -> "killed on the way: " + output(run))
                        .isBetween(enough, ROWS - 1L);
            }
            Process last = start(cluster, file, mapping, 4);
            assertThat(last.waitFor()).as(() -> output(4)).isZero();

            assertThat(output(4)).contains("\"addsUp\" : true").containsPattern("\"resumedAt\" : [1-9]\\d{3,}");
            List<String> ledger = cluster.read(Topics.LEDGER).stream()
                    .map(entry -> entry.value() instanceof Tick tick
                            ? "tick " + tick.getAt()
                            : ((OrderCompleted) entry.value()).getOrderId())
                    .toList();
            assertThat(ledger).isEqualTo(expected(first));
        }
    }

    private static List<String> expected(LocalDate first) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            if (i > 0 && i % 100 == 0) {
                expected.add("tick " + first.plusDays(i / 100 - 1) + "T00:00:00Z");
            }
            expected.add(name(i));
        }
        expected.add("tick " + first.plusDays(ROWS / 100 - 1) + "T00:00:00Z");
        return expected;
    }

    private Process start(HistoryCluster cluster, Path file, Path mapping, int run) throws IOException {
        Settings settings = cluster.settings();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "import",
                file.toString(),
                "--mapping",
                mapping.toString(),
                "--json"));
        for (String set : List.of(
                "kafka.bootstrap.servers=" + settings.kafka().get("bootstrap.servers"),
                "schema.registry.url=" + cluster.registryUrl(),
                "money.currency=EUR",
                "input.partitions=1",
                "ledger.partitions=1")) {
            command.add("--set");
            command.add(set);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run-" + run + ".log").toFile())
                .start();
    }

    private String output(int run) {
        try {
            return Files.readString(folder.resolve("run-" + run + ".log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String name(int row) {
        return String.format(Locale.ROOT, "%06d", row);
    }

    /** Records in the ledger, those of open transactions counted. */
    private static long written(HistoryCluster cluster) {
        try (Admin admin = Admin.create(Map.copyOf(cluster.settings().kafka()))) {
            return Kafka.answer(admin.listOffsets(Map.of(LEDGER, OffsetSpec.latest()))
                            .partitionResult(LEDGER))
                    .offset();
        }
    }
}
