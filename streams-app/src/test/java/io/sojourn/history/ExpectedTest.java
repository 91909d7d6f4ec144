package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.sojourn.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two independent oracles found in the public sample, from end to end through {@link Trial}. */
class ExpectedTest {
    private static final String SAMPLE = "online-retail-sample/";

    @TempDir
    Path out;

    @Test
    void the_1147_transitions_of_the_reference_ladder_come_out_to_the_millisecond() throws IOException {
        Path expected = SampleData.file(SAMPLE + "expected_lifecycle_transitions.csv");

        TrialOutcome outcome = attempt("online_retail_sample_invoices.csv", "online-retail-invoices.yaml", null);

        assertThat(outcome.asOf()).isEqualTo(Instant.parse("2011-12-09T12:50:00Z"));
        assertThat(rows(out.resolve("stage-transitions.csv"), "customer_id", "ordinal", "effective_at", "from", "to"))
                .hasSize(1_147)
                .containsExactlyInAnyOrderElementsOf(
                        rows(expected, "customer_id", "seq", "at", "from_state", "to_state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2011-06-30", "2011-09-30", "2011-11-30", "2011-12-09"})
    void recency_frequency_and_monetary_are_those_of_the_oracle(String day) throws IOException {
        Path expected = SampleData.file(SAMPLE + "expected_rfm.csv");

        attempt("online_retail_sample_lines.csv.gz", "online-retail-lines.yaml", Instant.parse(day + "T23:59:59.999Z"));

        assertThat(numbers(
                        read(out.resolve("customer-state.csv"))
                                .filter(row -> !row.getField("first_order_at").isEmpty()),
                        "customer_id",
                        "recency_days",
                        "frequency",
                        "gross",
                        "refunds",
                        "net",
                        "orders"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(numbers(
                        read(expected).filter(row -> row.getField("as_of").equals(day)),
                        "customer_id",
                        "recency_days",
                        "frequency_365d",
                        "gross_365d",
                        "refunds_365d",
                        "net_365d",
                        "orders_lifetime"));
    }

    private TrialOutcome attempt(String file, String mapping, @Nullable Instant until) throws IOException {
        TrialPlan plan = new TrialPlan(
                SampleData.file(SAMPLE + file),
                MappingFile.load(SampleData.mapping(mapping)),
                until,
                Duration.ofDays(1),
                3,
                2,
                Duration.ofMillis(500),
                out);
        return new Trial(plan, Settings.defaults(), Progress.UNSEEN).run();
    }

    private static Stream<NamedCsvRecord> read(Path file) throws IOException {
        return CsvReader.builder().ofNamedCsvRecord(file).stream();
    }

    private static List<List<String>> rows(Path file, String... columns) throws IOException {
        return read(file)
                .map(row -> Stream.of(columns).map(row::getField).toList())
                .toList();
    }

    /** The first column as text, the others as numbers whatever their scale. */
    private static List<String> numbers(Stream<NamedCsvRecord> rows, String id, String... columns) {
        return rows.map(row -> row.getField(id)
                        + Stream.of(columns)
                                .map(column -> new BigDecimal(row.getField(column))
                                        .stripTrailingZeros()
                                        .toPlainString())
                                .toList())
                .toList();
    }
}
