package io.sojourn.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sojourn.events.Engaged;
import io.sojourn.events.PageViewed;
import io.sojourn.history.StreamImport.Told;
import io.sojourn.ledger.Tick;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamImportTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T12:00:00Z");
    private static final Instant END = Instant.parse("2024-01-04T06:00:00Z");

    @Test
    void what_is_told_stands_in_the_ledger_with_hold_ticks_and_the_mark_of_the_past(@TempDir Path folder)
            throws Exception {
        try (HistoryCluster cluster = new HistoryCluster(folder, 1)) {
            var told = List.of(
                    view("e1", "ann", FIRST),
                    new Told(
                            at("2024-01-02T08:00:00Z"),
                            "bob",
                            new Engaged("e2", "bob", at("2024-01-02T08:00:00Z"), "called", null, false, Map.of())),
                    view("e3", null, at("2024-01-02T09:00:00Z")),
                    view("e4", "ann", at("2024-01-04T00:00:00Z")));

            long count = new StreamImport(cluster.settings(), "told", Duration.ofDays(1))
                    .run(FIRST, told.iterator(), () -> END);

            assertThat(count).isEqualTo(4);
            assertThat(cluster.read(Topics.LEDGER).stream().map(StreamImportTest::shown))
                    .containsExactly(
                            "e1 at 2024-01-01T12:00:00Z",
                            "tick 2024-01-02T00:00:00Z",
                            "e2 at 2024-01-02T08:00:00Z",
                            "tick 2024-01-03T00:00:00Z",
                            // An event at the very instant of a tick stands above it.
                            "e4 at 2024-01-04T00:00:00Z",
                            "tick 2024-01-04T00:00:00Z",
                            "tick 2024-01-04T06:00:00Z");
            assertThat(cluster.read(Topics.LEDGER))
                    .filteredOn(entry -> entry.record().key() != null)
                    .extracting(
                            entry -> new String(entry.record().key(), UTF_8),
                            entry -> new String(
                                    entry.record()
                                            .headers()
                                            .lastHeader("sojourn-mode")
                                            .value(),
                                    UTF_8))
                    .containsExactly(tuple("ann", "BACKFILL"), tuple("bob", "BACKFILL"), tuple("ann", "BACKFILL"));
            assertThat(cluster.read(Topics.GUESTS))
                    .extracting(entry -> ((PageViewed) entry.value()).getEventId())
                    .containsExactly("e3");
            assertThat(cluster.read(Topics.WATERMARKS))
                    .extracting(entry -> ((Watermark) entry.value()).getAt())
                    .containsExactly(FIRST, null);
        }
    }

    private static Told view(String eventId, @Nullable String customerId, Instant at) {
        return new Told(at, customerId, new PageViewed(eventId, customerId, at, "/", null));
    }

    private static String shown(HistoryCluster.Entry entry) {
        SpecificRecord value = entry.value();
        if (value instanceof Tick tick) {
            return "tick " + tick.getAt();
        }
        var eventId = value.get(value.getSchema().getField("eventId").pos());
        return eventId + " at " + Instant.ofEpochMilli(entry.record().timestamp());
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
