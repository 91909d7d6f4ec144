package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small shop in the README and the tutorial: what is quoted there is what comes out. */
class ExampleTest {
    private static final Path EXAMPLES = Page.ROOT.resolve("docs/examples");

    @TempDir
    static Path dir;

    private static String printed = "";

    @BeforeAll
    static void tryIt() {
        var out = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "try",
                        EXAMPLES.resolve("orders.csv").toString(),
                        "--mapping",
                        EXAMPLES.resolve("shop.yaml").toString(),
                        "--until",
                        "2025-12-31",
                        "--out",
                        dir.resolve("result").toString());
        printed = out.toString();
        assertThat(exitCode).as(printed).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh.md", "docs/tutorial.md"})
    void the_transitions_quoted_are_those_found(String page) throws IOException {
        String text = Files.readString(Page.ROOT.resolve(page));
        List<String> found = Files.readAllLines(dir.resolve("result/stage-transitions.csv")).stream()
                .limit(6)
                .map(ExampleTest::cut)
                .toList();
        assertThat(found.get(1)).startsWith("anna,PROSPECT,NEW,");
        assertThat(text).contains(String.join("\n", found));
    }

    @Test
    void the_summary_quoted_is_the_one_printed() throws IOException {
        String expected = comparable(printed);
        String quoted = comparable(Files.readString(Page.ROOT.resolve("docs/tutorial.md")));
        assertThat(expected).contains("every row and every order is accounted for");
        assertThat(quoted).contains(expected.strip());
    }

    @Test
    void the_spoilt_row_quoted_is_the_one_refused() throws IOException {
        assertThat(Files.readString(Page.ROOT.resolve("docs/tutorial.md")))
                .contains(String.join("\n", Files.readAllLines(dir.resolve("result/rejected.csv"))));
    }

    /** Without where it was written, how long that took, and how wide the columns are. */
    private static String comparable(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("written to") && !line.startsWith("in "))
                .map(line -> line.strip().replaceAll(" +", " "))
                .collect(Collectors.joining("\n"));
    }

    /** As {@code cut -d, -f1,4-6,9-12} does it. */
    private static String cut(String line) {
        String[] cells = line.split(",", -1);
        return IntStream.of(1, 4, 5, 6, 9, 10, 11, 12)
                .mapToObj(field -> cells[field - 1])
                .collect(Collectors.joining(","));
    }
}
