package io.sojourn.server;

import static io.sojourn.server.Served.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Served served = new Served();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void the_table_in_the_docs_names_every_meter_with_its_labels_and_no_other() throws IOException {
        served.instance.population.put("reference", Map.of("active", 7L));
        var figures = served.figures;
        figures.accepted("orders");
        figures.guest("orders");
        figures.rejected("NOT_AVRO");
        figures.transition("reference", "new", "active");
        figures.warning("silent-90-days", "RAISED");
        figures.tag("high-value", "ADDED");
        figures.careMoment("birthday");
        figures.notMirrored("stage-transitions");
        figures.tick(0, 0);
        figures.letterBack(0, 0);
        figures.oldestDue(0, 0);
        figures.restored("customers", 0, 1, 2);

        assertThat(metersIn(text(served.get("/metrics")))).isEqualTo(documented());
    }

    @Test
    void counts_and_population_are_what_was_counted() {
        served.instance.population.put("reference", Map.of("active", 7L));
        served.figures.rejected("NOT_AVRO");

        var response = served.get("/metrics");

        assertThat(response.headers().firstValue("Content-Type")).hasValue(Metrics.TEXT);
        assertThat(text(response))
                .contains("sojourn_customers{ladder=\"reference\",stage=\"active\"} 7.0")
                .contains("sojourn_events_rejected_total{reason=\"NOT_AVRO\"} 1.0")
                .contains("jvm_memory_used_bytes{");
    }

    @Test
    void a_stage_that_emptied_is_no_longer_counted() {
        served.instance.population.put("reference", Map.of("active", 7L));
        served.get("/metrics");
        served.instance.population.put("reference", Map.of("new", 7L));

        assertThat(text(served.get("/metrics"))).contains("stage=\"new\"").doesNotContain("stage=\"active\"");
    }

    @Test
    void a_population_that_cannot_be_counted_is_left_out() {
        served.instance.population.put("reference", Map.of("active", 7L));
        served.get("/metrics");
        served.instance.holdsPartition = false;

        var response = served.get("/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response)).doesNotContain("sojourn_customers{").contains("sojourn_ready 1.0");
    }

    private static Map<String, Set<String>> metersIn(String scraped) {
        var line = Pattern.compile("^(sojourn_\\w+)(?:\\{([^}]*)})? ", Pattern.MULTILINE);
        var meters = new TreeMap<String, Set<String>>();
        line.matcher(scraped).results().forEach(found -> meters.put(found.group(1), labels(found.group(2), "(\\w+)=")));
        return meters;
    }

    private static Map<String, Set<String>> documented() throws IOException {
        var row = Pattern.compile("^\\| `(sojourn_\\w+)` \\|([^|]*)\\|", Pattern.MULTILINE);
        var meters = new TreeMap<String, Set<String>>();
        row.matcher(Files.readString(doc()))
                .results()
                .forEach(found -> meters.put(found.group(1), labels(found.group(2), "`(\\w+)`")));
        return meters;
    }

    private static Set<String> labels(@org.jspecify.annotations.Nullable String text, String pattern) {
        return text == null
                ? Set.of()
                : Pattern.compile(pattern)
                        .matcher(text)
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path doc() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("docs/metrics.md"))) {
                return at.resolve("docs/metrics.md");
            }
        }
        throw new AssertionError(
                "docs/metrics.md is in no folder above " + Path.of("").toAbsolutePath());
    }
}
