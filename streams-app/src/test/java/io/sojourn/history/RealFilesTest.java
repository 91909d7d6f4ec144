package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The public files, read with the mappings that we ship. */
class RealFilesTest {
    @Test
    void two_years_of_invoice_lines_add_up() throws IOException {
        try (History history = read("online-retail-ii/online_retail_ii_combined.csv.gz", "online-retail-lines.yaml")) {
            Tally tally = history.tally();

            assertThat(tally.rowsRead()).isEqualTo(1_044_847);
            assertThat(tally.ordersRead()).isEqualTo(53_628);
            assertThat(tally.addsUp()).isTrue();
            assertThat(tally.orders())
                    .containsEntry(new Fate(Fate.Sort.IMPORTED, "order"), 36_969L)
                    .containsEntry(new Fate(Fate.Sort.IMPORTED, "cancellation"), 7_901L)
                    .containsEntry(new Fate(Fate.Sort.GUEST, "order"), 8_355L)
                    .containsEntry(new Fate(Fate.Sort.GUEST, "cancellation"), 391L)
                    .containsEntry(new Fate(Fate.Sort.DROPPED, "order: total <= 0"), 6L)
                    .containsEntry(new Fate(Fate.Sort.SKIPPED, "adjustment"), 6L)
                    .hasSize(6);
            assertThat(history.refusedCount()).isZero();
        }
    }

    @Test
    void invoices_and_their_lines_tell_the_same_story() throws IOException {
        try (History invoices =
                        read("online-retail-sample/online_retail_sample_invoices.csv", "online-retail-invoices.yaml");
                History lines =
                        read("online-retail-sample/online_retail_sample_lines.csv.gz", "online-retail-lines.yaml")) {
            assertThat(lines.events()).toIterable().containsExactlyElementsOf(() -> invoices.events());
            assertThat(invoices.tally().orders())
                    .containsEntry(new Fate(Fate.Sort.IMPORTED, "order"), 1_656L)
                    .containsEntry(new Fate(Fate.Sort.IMPORTED, "cancellation"), 354L)
                    .containsEntry(new Fate(Fate.Sort.GUEST, "order"), 88L)
                    .containsEntry(new Fate(Fate.Sort.GUEST, "cancellation"), 1L);
            assertThat(lines.tally().rowsRead()).isEqualTo(39_573);
        }
    }

    @Test
    void every_cdnow_row_is_an_order() throws IOException {
        try (History history = read("cdnow/orders_full.csv.gz", "cdnow.yaml")) {
            assertThat(history.eventCount()).isEqualTo(69_659);
            assertThat(history.tally().orders()).hasSize(1);
        }
    }

    @Test
    void every_grocery_row_is_an_order() throws IOException {
        try (History history = read("grocery/orders.csv.gz", "grocery.yaml")) {
            assertThat(history.eventCount()).isEqualTo(10_483);
            assertThat(history.tally().addsUp()).isTrue();
        }
    }

    private static History read(String file, String mapping) throws IOException {
        Mapping loaded = MappingFile.load(SampleData.mapping(mapping)).mapping();
        String currency = String.valueOf(loaded.currency().constant());
        IntakeChecks checks = new IntakeChecks(new IntakeLimits(currency, Duration.ofMinutes(5), 1_000));
        return History.read(
                SampleData.file(file),
                loaded,
                null,
                event -> checks.check(Topics.ORDERS, event, Instant.parse("2026-01-01T00:00:00Z")),
                n -> {});
    }
}
