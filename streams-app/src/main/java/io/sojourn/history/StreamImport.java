package io.sojourn.history;

import io.sojourn.Settings;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Brings a past into the ledger that is told event by event rather than read from a file: with the same hold of the clock
 * and the same ticks between. It cannot be resumed, since what was told cannot be told again.
 */
public final class StreamImport {
    /** Events in a transaction. */
    private static final int TOGETHER = 2_000;

    /**
     * An event of the past.
     *
     * @param customerId null for a guest
     */
    public record Told(Instant at, @Nullable String customerId, SpecificRecord event) {}

    private final Settings settings;
    private final ImportNames names;
    private final TickTrail trail;
    private @Nullable Instant reached;

    /** @param id as of any import */
    public StreamImport(Settings settings, String id, Duration tickEvery) {
        this.settings = settings;
        this.names = new ImportNames(settings.applicationId(), id);
        this.trail = new TickTrail(tickEvery);
    }

    /**
     * Writes all of it, lets the clock go, and returns how many events that were, guests' included. The topics must exist.
     *
     * @param begins not after the first event
     * @param events in time order
     * @param ends asked once the last event is told: the closing tick's instant, not before that event
     * @throws ImportRefusedException where another import goes by this id, or the application does not answer
     */
    public long run(Instant begins, Iterator<Told> events, Supplier<Instant> ends) throws IOException {
        try (var wire = new WireFormat(settings.registry());
                var admin = Admin.create(Map.copyOf(settings.kafka()));
                var writer = new LedgerWriter(settings, wire, names)) {
            var mark = ImportMark.start("told from=" + begins, begins);
            var held = new AtomicReference<@Nullable Future<RecordMetadata>>();
            var beginning = mark;
            var clock = new ClockHold(admin, settings.applicationId());
            clock.requireListener();
            writer.together(() -> held.set(writer.hold(begins, beginning)), mark);
            clock.heard(LedgerWriter.offsetOf(Objects.requireNonNull(held.get())));
            while (events.hasNext()) {
                var counted = new long[1];
                writer.together(() -> counted[0] = write(events, writer), mark);
                mark = mark.at(mark.position() + counted[0]);
            }
            var done = mark.ended(false);
            writer.together(() -> end(ends.get(), writer, done), done);
            return done.position();
        }
    }

    private long write(Iterator<Told> events, LedgerWriter writer) {
        long count = 0;
        for (; count < TOGETHER && events.hasNext(); count++) {
            var told = events.next();
            ticksTo(told.at(), writer);
            writer.event(told.event(), told.customerId(), told.at());
        }
        return count;
    }

    private void ticksTo(Instant at, LedgerWriter writer) {
        if (reached != null) {
            trail.between(reached, at).forEach(writer::tick);
        }
        reached = at;
    }

    private void end(Instant at, LedgerWriter writer, ImportMark done) {
        ticksTo(at, writer);
        writer.tick(at);
        writer.letGo(done);
    }
}
