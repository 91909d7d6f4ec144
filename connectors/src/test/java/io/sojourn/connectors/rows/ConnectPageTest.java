package io.sojourn.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/connect.md} says of mapping and settings is what there is. */
class ConnectPageTest {
    private static final Path PAGE = Path.of("..", "docs", "connect.md");
    private static final Pattern CODE = Pattern.compile("`([A-Za-z_.]+)`");

    @Test
    void the_kinds_of_tables_and_their_keys() throws IOException {
        Map<String, String> kinds = rows("| `as` |").stream()
                .collect(Collectors.toMap(row -> words(row).get(0), row -> row.substring(row.indexOf('|', 1))));

        assertThat(new TreeSet<>(kinds.keySet())).isEqualTo(among("as", "tables: {t: {as: qqqqqqqqq}}"));
        kinds.forEach((kind, said) -> {
            List<String> keys = words(said);
            TreeSet<String> all = new TreeSet<>(keys.stream().distinct().toList());
            all.add("as");
            assertThat(all).as(kind).isEqualTo(among(kind, "tables: {t: {as: " + kind + ", qqqqqqqqq: 1}}"));
        });
    }

    @Test
    void the_settings() throws IOException {
        List<String> said =
                rows("| setting |").stream().map(row -> words(row).get(0)).toList();

        assertThat(said).containsExactlyInAnyOrderElementsOf(RowsSettings.DEFINITION.names());
    }

    @Test
    void the_reasons() throws IOException {
        List<String> said = rows("| reason on `rejected` |").stream()
                .flatMap(row -> words(row.substring(0, row.indexOf('|', 1))).stream())
                .toList();

        assertThat(said)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Enum::name).toList());
    }

    @Test
    void the_mapping_shown_is_the_one_that_is_shipped() throws IOException {
        String page = Files.readString(PAGE);
        String shown =
                page.substring(page.indexOf("  public.orders:"), page.indexOf("```", page.indexOf("  public.orders:")));

        assertThat(withoutComments(Files.readString(Door.SHOP))).contains(shown);
    }

    private static String withoutComments(String yaml) {
        return yaml.lines().map(line -> line.replaceAll("\\s+#.*", "")).collect(Collectors.joining("\n"));
    }

    /** What is offered in place of a word that there is not. */
    private static Set<String> among(String what, String yaml) {
        String message = String.valueOf(catchThrowable(() -> RowMapping.read("m.yaml", "{source: s, " + yaml + "}"))
                .getMessage());
        assertThat(message).as(what).contains("; there are: ");
        return new TreeSet<>(List.of(message.substring(message.indexOf("; there are: ") + "; there are: ".length())
                .split(", ", -1)));
    }

    /** Those of the table with this head. */
    private static List<String> rows(String head) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> words(String row) {
        return CODE.matcher(row)
                .results()
                .map((MatchResult word) -> word.group(1))
                .toList();
    }
}
