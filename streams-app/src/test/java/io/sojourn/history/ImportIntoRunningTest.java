package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.decisions.StageTransition;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past brought in while the application is at work and its clock runs. */
class ImportIntoRunningTest {
    private static final Instant HORIZON = Instant.parse("2011-12-09T12:50:00Z");

    @TempDir
    Path folder;

    @Test
    void the_running_clock_waits_for_the_import_and_goes_on_after_it() throws Exception {
        Path file = SampleData.file("online-retail-sample/online_retail_sample_invoices.csv");
        Path expected = SampleData.file("online-retail-sample/expected_lifecycle_transitions.csv");
        try (HistoryCluster cluster = new HistoryCluster(folder.resolve("broker"), 3)) {
            Settings settings = cluster.settings()
                    .with("state.dir", folder.resolve("state").toString())
                    .with("tick.interval", "200ms")
                    .with("money.currency", "GBP");
            try (Pipeline pipeline = Pipeline.start(
                    settings,
                    new Figures(new SimpleMeterRegistry()),
                    Policies.only(ReferencePolicy.overDays(settings.windowDays())))) {
                await().atMost(Duration.ofMinutes(2)).until(() -> liveTicks(cluster) > 0);

                new Importer(
                                settings,
                                ImportPlan.of(
                                        file,
                                        MappingFile.load(SampleData.mapping("online-retail-invoices.yaml")),
                                        HORIZON),
                                Progress.UNSEEN)
                        .run();
                long ticksAfterImport = liveTicks(cluster);

                await().atMost(Duration.ofMinutes(2)).until(() -> liveTicks(cluster) > ticksAfterImport);
                List<String> expectedRows = CsvReader.builder().ofNamedCsvRecord(expected).stream()
                        .map(row ->
                                row.getField("customer_id") + " " + row.getField("to_state") + " " + row.getField("at"))
                        .toList();
                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() ->
                                assertThat(transitions(cluster)).containsExactlyInAnyOrderElementsOf(expectedRows));
                assertThat(pipeline.streams().state().isRunningOrRebalancing()).isTrue();
            }
            assertThat(liveTicksAmidTheImport(cluster)).isZero();
        }
    }

    private static long liveTicks(HistoryCluster cluster) {
        return cluster.read(Topics.LEDGER).stream()
                .filter(entry -> entry.value() instanceof Tick tick && tick.getMode() == Mode.LIVE)
                .count();
    }

    /** Of the running clock, above the last and below the first entry of the import in the same partition. */
    private static long liveTicksAmidTheImport(HistoryCluster cluster) {
        List<HistoryCluster.Entry> ledger = cluster.read(Topics.LEDGER);
        long amid = 0;
        for (int partition = 0; partition < 3; partition++) {
            int at = partition;
            List<Boolean> past = ledger.stream()
                    .filter(entry -> entry.record().partition() == at)
                    .map(ImportIntoRunningTest::isOfThePast)
                    .toList();
            assertThat(past).contains(true, false);
            amid += past.subList(past.indexOf(true), past.lastIndexOf(true)).stream()
                    .filter(ofThePast -> !ofThePast)
                    .count();
        }
        return amid;
    }

    private static boolean isOfThePast(HistoryCluster.Entry entry) {
        return entry.value() instanceof Tick tick
                ? tick.getMode() == Mode.BACKFILL
                : entry.record().headers().lastHeader("sojourn-mode") != null;
    }

    private static List<String> transitions(HistoryCluster cluster) {
        return cluster.read(Topics.STAGE_TRANSITIONS).stream()
                .map(entry -> (StageTransition) entry.value())
                .filter(transition -> !transition.getEffectiveAt().isAfter(HORIZON))
                .map(transition -> transition.getCustomerId() + " " + transition.getTo() + " "
                        + Cells.at(transition.getEffectiveAt()))
                .toList();
    }
}
