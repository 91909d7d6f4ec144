package io.sojourn.history;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One run of an import over a file that has been read. Its entries are numbered: first the refused rows in the order of the
 * file, then the events in time order. A mark says how many of them are written.
 */
final class ImportRun {
    /** Entries in a transaction: some tens of milliseconds of work, and what a crash makes us do again. */
    private static final int TOGETHER = 5_000;

    private final ImportPlan plan;
    private final History history;
    private final LedgerWriter writer;
    private final Progress progress;
    private final Instant arrivedAt;
    private final TickTrail trail;
    private final Iterator<RefusedRow> refused;
    private final Iterator<PastEvent> events;
    private long resumedAt;
    private long eventsWritten;
    private long guestsWritten;
    private long refusedWritten;
    private long ticksWritten;
    private @Nullable Instant reached;
    private @Nullable Instant closedAt;

    ImportRun(ImportPlan plan, History history, LedgerWriter writer, Progress progress, Instant arrivedAt) {
        this.plan = plan;
        this.history = history;
        this.writer = writer;
        this.progress = progress;
        this.arrivedAt = arrivedAt;
        this.trail = new TickTrail(plan.tickEvery());
        this.refused = history.refused();
        this.events = history.events();
    }

    /** Keeps the clock from passing the first event, and returns when it knows. */
    void hold(ImportMark mark, ClockHold clock) throws IOException {
        clock.requireListener();
        Instant first =
                history.first().or(() -> Optional.ofNullable(plan.until())).orElse(arrivedAt);
        AtomicReference<@Nullable Future<RecordMetadata>> sent = new AtomicReference<>();
        writer.together(() -> sent.set(writer.hold(first, mark)), mark);
        clock.heard(LedgerWriter.offsetOf(Objects.requireNonNull(sent.get())));
    }

    /** Writes what the mark says is not written yet. */
    void write(ImportMark mark) throws IOException {
        resumedAt = mark.position();
        long total = history.refusedCount() + history.eventCount();
        skip(resumedAt);
        progress.begin("import " + plan.file().getFileName(), "entries", resumedAt, total);
        ImportMark now = mark;
        try (OriginalRows originals = new OriginalRows(plan.file())) {
            while (refused.hasNext() || events.hasNext()) {
                long next = Math.min(total, now.position() + TOGETHER);
                long count = next - now.position();
                now = now.at(next);
                writer.together(() -> writeEntries(count, originals), now);
                progress.to(next);
            }
        }
        ImportMark done = now.ended(plan.holdClock());
        writer.together(() -> writeEnd(done), done);
        progress.end();
    }

    private void skip(long written) {
        for (long i = 0; i < written; i++) {
            if (refused.hasNext()) {
                refused.next();
            } else {
                reached = events.next().at();
            }
        }
    }

    private void writeEntries(long count, OriginalRows originals) throws IOException {
        for (long i = 0; i < count; i++) {
            if (refused.hasNext()) {
                RefusedRow row = refused.next();
                String file = String.valueOf(plan.file().getFileName());
                writer.refused(file, row, originals.row(row.line(), row.lines()), arrivedAt);
                refusedWritten++;
            } else {
                PastEvent event = events.next();
                ticksTo(event.at());
                writer.event(event);
                if (event.customerId() == null) {
                    guestsWritten++;
                } else {
                    eventsWritten++;
                }
            }
        }
    }

    private void ticksTo(Instant at) {
        if (reached != null) {
            trail.between(reached, at).forEach(this::tick);
        }
        reached = at;
    }

    private void tick(Instant at) {
        writer.tick(at);
        ticksWritten++;
    }

    private void writeEnd(ImportMark done) {
        Instant end = plan.until() != null ? plan.until() : history.last().orElse(null);
        if (end != null) {
            ticksTo(end);
            tick(end);
            closedAt = end;
        }
        if (!plan.holdClock()) {
            writer.letGo(done);
        }
    }

    ImportOutcome outcome(Duration took) {
        return new ImportOutcome(
                ImportOutcome.Kind.IMPORTED,
                history.tally(),
                resumedAt,
                eventsWritten,
                guestsWritten,
                refusedWritten,
                ticksWritten,
                history.first().orElse(null),
                history.last().orElse(null),
                closedAt,
                took);
    }
}
