package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file through a broker, a registry and the pipeline. */
class TrialTest {
    private static final String MAPPING = """
            source: shop
            rows: orders
            order: {column: id}
            time: {column: at, patterns: [yyyy-MM-dd]}
            customer: {column: who}
            amount: {column: total}
            currency: {constant: EUR}
            kinds:
              - {id: return, when: {column: id, starts: R}, as: refund, negate: true}
              - {id: order, as: order}
            """;
    private static final String ROWS = """
            id,at,who,total
            1,2024-01-01,ann,10.125
            2,2024-01-31,ann,20
            R1,2024-02-01,ann,-5
            3,2024-01-10,bob,7
            4,2024-06-01,cid,1
            5,2024-01-05,,3
            6,2024-01-05,dan,much
            """;

    @TempDir
    Path folder;

    @Test
    void says_everything_that_happened_by_the_end_in_files_that_are_always_the_same() throws IOException {
        TrialOutcome one = attempt(ROWS, 1, 1, folder.resolve("one"));
        TrialOutcome three = attempt(ROWS, 3, 2, folder.resolve("three"));

        assertThat(Files.readAllLines(folder.resolve("one/stage-transitions.csv")))
                .map(line -> String.join(" ", List.of(line.split(",", -1)).subList(0, 6)))
                .containsExactly(
                        "customer_id ladder ordinal from to effective_at",
                        "ann reference 1 PROSPECT NEW 2024-01-01T00:00:00.000Z",
                        "ann reference 2 NEW ACTIVE 2024-01-31T00:00:00.000Z",
                        "ann reference 3 ACTIVE DORMANT 2024-04-30T00:00:00.000Z",
                        "bob reference 1 PROSPECT NEW 2024-01-10T00:00:00.000Z",
                        "bob reference 2 NEW DORMANT 2024-04-09T00:00:00.000Z",
                        "cid reference 1 PROSPECT NEW 2024-06-01T00:00:00.000Z");
        assertThat(Files.readAllLines(folder.resolve("one/customer-state.csv")))
                .anyMatch(line -> line.startsWith("ann,2024-06-01T00:00:00.000Z,2024-01-01T00:00:00.000Z,"
                        + "2024-01-31T00:00:00.000Z,122,2,30.125,-5.00,25.125,2,25.125,EUR"));
        assertThat(Files.readAllLines(folder.resolve("one/rejected.csv")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("rows.csv,8,INVALID_NUMBER,total,much,"));
        assertThat(Files.readAllLines(folder.resolve("one/guests.csv")))
                .contains("shop:order:5,OrderCompleted,5,2024-01-05T00:00:00.000Z,3.00,EUR");
        for (String file : one.rows().keySet()) {
            assertThat(folder.resolve("three").resolve(file))
                    .hasSameTextualContentAs(folder.resolve("one").resolve(file));
        }
        assertThat(three.stages()).isEqualTo(one.stages());
        assertThat(one.stages().get("reference")).containsEntry("DORMANT", 2L).containsEntry("NEW", 1L);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void a_file_with_nothing_to_decide_about_says_why() {
        assertThatThrownBy(() -> attempt("id,at,who,total\n1,never,ann,1\n", 1, 1, folder.resolve("none")))
                .isInstanceOf(FileRefusedException.class)
                .hasMessageContaining("INVALID_TIME");
        assertThat(leftBehind()).isEmpty();
    }

    private TrialOutcome attempt(String rows, int partitions, int threads, Path out) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), rows);
        MappingFile mapping = MappingFile.load(Files.writeString(folder.resolve("shop.yaml"), MAPPING));
        TrialPlan plan = new TrialPlan(
                file, mapping, null, Duration.ofDays(1), partitions, threads, Duration.ofMillis(200), out);
        return new Trial(plan, Settings.defaults(), Progress.UNSEEN).run();
    }

    private static List<Path> leftBehind() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> String.valueOf(path.getFileName()).startsWith("sojourn-try"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
