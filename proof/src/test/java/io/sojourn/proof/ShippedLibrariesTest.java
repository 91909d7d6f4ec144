package io.sojourn.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What the application ships is what somebody has looked at: no library comes, goes, changes its version or its licence
 * without a changed line in {@code docs/libraries.md}. Names and versions are asked of the folder that is shipped, without
 * network; licences of the bill of materials, which Maven makes only with one.
 */
class ShippedLibrariesTest {
    private static final Path BILL = Path.of("..", "streams-app", "target", "sojourn.cdx.json");
    private static final Path SHIPPED = Path.of("..", "streams-app", "target", "lib");
    private static final Pattern ROW = Pattern.compile("\\| [^ |:]+:([^ |]+) \\| ([^ |]+) \\| .+ \\|");
    private static final Path PAGE = Path.of("..", "docs", "libraries.md");
    private static final String REGENERATE =
            "mvn -pl proof -am verify -Dtest=ShippedLibrariesTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dsojourn.write.docs=true";

    @Test
    void every_library_shipped_has_been_looked_at() throws Exception {
        assertThat(shipped())
                .as("A library has come, gone or changed. Look at it, then, with a network: " + REGENERATE)
                .containsExactlyInAnyOrderElementsOf(files(Files.readAllLines(PAGE)));
    }

    @Test
    void the_page_says_what_the_bill_of_materials_says() throws Exception {
        assumeThat(BILL).as("Maven makes it only with a network").exists();
        List<String> rows = libraries(new ObjectMapper().readTree(BILL.toFile()));
        assumeThat(files(rows)).as("made by an earlier build").containsExactlyInAnyOrderElementsOf(shipped());
        String page = page(rows);
        if (Boolean.getBoolean("sojourn.write.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("To write it anew: " + REGENERATE).isEqualTo(page);
    }

    @Test
    void a_library_that_changes_its_licence_changes_the_page() throws Exception {
        String bill = """
                {"components": [{"type": "library", "group": "g", "name": "a", "version": "1", "licenses": [%s]}]}
                """;
        assertThat(libraries(read(bill.formatted("{\"license\": {\"id\": \"MIT\"}}"))))
                .containsExactly("| g:a | 1 | MIT |");
        assertThat(libraries(read(bill.formatted("{\"expression\": \"EPL-2.0 OR MIT\"}"))))
                .containsExactly("| g:a | 1 | EPL-2.0 OR MIT |");
        assertThat(libraries(
                        read(bill.formatted("{\"license\": {\"name\": \"Ours\"}}, {\"license\": {\"id\": \"MIT\"}}"))))
                .containsExactly("| g:a | 1 | Ours, MIT |");
        assertThat(libraries(read(bill.formatted("")))).containsExactly("| g:a | 1 | **not named** |");
    }

    @Test
    void every_library_has_a_licence_by_name() throws IOException {
        assertThat(Files.readString(PAGE)).doesNotContain("**not named**");
    }

    /** The files beside our jar, without our own modules. */
    private static List<String> shipped() throws IOException {
        assumeThat(SHIPPED)
                .as("made by `mvn package`, so not there after `mvn test` alone")
                .exists();
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.startsWith("sojourn-"))
                    .toList();
        }
    }

    /** As the libraries of these rows are called where they are shipped. */
    private static List<String> files(List<String> rows) {
        return rows.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + "-" + row.group(2) + ".jar")
                .toList();
    }

    private static JsonNode read(String bill) throws IOException {
        return new ObjectMapper().readTree(bill);
    }

    /** A row for each, without our own modules. */
    private static List<String> libraries(JsonNode bill) {
        List<String> rows = new ArrayList<>();
        for (JsonNode library : bill.path("components")) {
            String group = library.path("group").asText();
            if (!group.equals("io.sojourn")) {
                rows.add("| %s:%s | %s | %s |"
                        .formatted(
                                group,
                                library.path("name").asText(),
                                library.path("version").asText(),
                                licences(library.path("licenses"))));
            }
        }
        return rows.stream().sorted().toList();
    }

    private static String licences(JsonNode licences) {
        String named = StreamSupport.stream(licences.spliterator(), false)
                .map(each -> each.has("expression")
                        ? each.path("expression").asText()
                        : each.path("license")
                                .path("id")
                                .asText(each.path("license").path("name").asText()))
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "**not named**" : named;
    }

    private static String page(List<String> rows) {
        return """
                # Libraries 随附的第三方库

                <!-- Generated from the bill of materials; to write it anew, once the change has been looked at:
                %s -->

                Everything that stands beside our own code in `streams-app/target/lib` and in the container image, with the
                licence its project names. The build makes the same as a CycloneDX bill of materials,
                `streams-app/target/sojourn.cdx.json` (in the image: `/opt/sojourn/sojourn.cdx.json`), for scanners; offline (`-o`)
                Maven leaves it out. A test compares this page with the folder, without network, and with the bill where there
                is one: a library that comes, goes or changes fails the build until this page says so. It says nothing about
                known vulnerabilities: give the bill to a scanner that has their list.

                Where several licences stand, it is ours to choose. What the bill calls BSD-4-Clause is JLine's "BSD
                License", in truth the one of three clauses. `registry-client` repackages some classes, which no
                bill of materials can see; [NOTICE](../NOTICE) names them. Tests and `proof` use further libraries, which are not shipped.

                | library | version | licence |
                |---|---|---|
                %s
                """.formatted(REGENERATE, String.join("\n", rows));
    }
}
