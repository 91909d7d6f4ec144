package io.sojourn.clock;

import io.sojourn.intake.PatientWire;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.NumbersActivated;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.ledger.Tick;
import io.sojourn.ledger.Watermark;
import io.sojourn.policy.Policies;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.UnreadableRecordException;
import io.sojourn.value.Rfm;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one clock task: hears how far every intake has come, and when the last of them moves on, writes a tick for every
 * ledger partition. A policy somebody asks for it writes below the latest tick, so that it stands at the same instant in all
 * of them.
 *
 * <p>Its parent is the source of {@link Topics#WATERMARKS}, which has one partition; its child is the sink named here;
 * {@link #SOURCES} is connected to it.
 */
public final class ClockProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** Child: no key, value = an encoded {@code Tick}, {@code PolicyActivated} or {@code NumbersActivated}, time = the tick's. Partition with {@link LedgerPartitioner}. */
    public static final String TO_LEDGER = "write-ticks";

    /** The store: source → its latest report, and the last tick. */
    public static final String SOURCES = "clock-sources";

    private static final Logger LOG = LoggerFactory.getLogger(ClockProcessor.class);
    private static final String LAST_TICK = "last-tick";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final PatientWire wire;
    private final ClockFigures figures;
    private final Policies.Reader policies;
    private final Duration tickInterval;
    private final Duration maxAhead;
    private @Nullable Running running;
    private int tasks;
    private OptionalLong tickAtLastLook = OptionalLong.empty();

    private record Running(
            ProcessorContext<byte[], byte[]> context, KeyValueStore<String, String> store, Clock clock) {}

    /**
     * @param policies of what is asked for, only what it can read comes into the ledger
     * @param tickInterval how often tasks report; ticks come no more than twice as often, however many tasks there are
     * @param maxAhead a report further ahead of its own arrival than this is not believed
     */
    public ClockProcessor(
            PatientWire wire,
            ClockFigures figures,
            Policies.Reader policies,
            Duration tickInterval,
            Duration maxAhead) {
        this.wire = wire;
        this.figures = figures;
        this.policies = policies;
        this.tickInterval = tickInterval;
        this.maxAhead = maxAhead;
    }

    /** The store to connect: in memory, with a changelog. */
    public static StoreBuilder<KeyValueStore<String, String>> sources() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(SOURCES), Serdes.String(), Serdes.String());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<String, String> store = context.getStateStore(SOURCES);
        var reports = new HashMap<String, Report>();
        OptionalLong lastTick = OptionalLong.empty();
        try (var remembered = store.all()) {
            while (remembered.hasNext()) {
                var entry = remembered.next();
                if (entry.key.equals(LAST_TICK)) {
                    lastTick = OptionalLong.of(Long.parseLong(entry.value));
                } else {
                    reports.put(entry.key, Report.parse(entry.value));
                }
            }
        }
        var clock = new Clock(tickInterval.toMillis() / 2, reports, lastTick);
        running = new Running(context, store, clock);
        tickAtLastLook = lastTick;
        tasks = 0;
        figures.clockHeldBy(clock.holds());
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sayIfItStands(clock));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Running run = running;
        if (run == null) {
            throw new IllegalStateException("not initialised");
        }
        SpecificRecord said = read(record);
        if (said instanceof PolicyActivated asked) {
            activate(run, asked);
            return;
        } else if (said instanceof NumbersActivated asked) {
            Instant at = Instant.ofEpochMilli(run.clock.lastTick().orElse(0));
            write(run, NumbersActivated.newBuilder(asked).setAt(at).build(), asked.getEventId(), at);
            return;
        }
        Watermark watermark = said == null ? null : believed(said, record.timestamp());
        if (watermark != null) {
            remember(run, watermark);
            run.clock.tick(tasks).ifPresent(at -> tick(run, at));
        }
    }

    /** What stands in the ledger is there for ever, and everybody who decides must be able to read it. */
    private void activate(Running run, PolicyActivated asked) {
        try {
            policies.read(asked.getPolicy(), asked.getRfmWindowDays() * Rfm.DAY);
        } catch (IllegalArgumentException refused) {
            LOG.error("Policy not activated: eventId={} because={}", asked.getEventId(), refused.getMessage());
            return;
        }
        Instant at = Instant.ofEpochMilli(run.clock.lastTick().orElse(0));
        write(run, PolicyActivated.newBuilder(asked).setAt(at).build(), asked.getEventId(), at);
    }

    private void write(Running run, SpecificRecord activated, String eventId, Instant at) {
        byte[] value = wire.encode(Topics.LEDGER, activated);
        run.context.forward(new Record<>(null, value, at.toEpochMilli()), TO_LEDGER);
        LOG.info("{} was asked for: eventId={} at={}", activated.getSchema().getName(), eventId, at);
    }

    private void remember(Running run, Watermark watermark) {
        String source = watermark.getSource();
        Instant at = watermark.getAt();
        if (watermark.getOf() > 0 && at != null) {
            tasks = watermark.getOf();
            run.store.put(
                    source,
                    run.clock.taskReached(source, tasks, at.toEpochMilli()).text());
            return;
        }
        if (at != null) {
            run.store.put(source, run.clock.held(source, at.toEpochMilli()).text());
            LOG.info("An import holds the clock: source={} before={}", source, at);
        } else {
            run.clock.released(source);
            run.store.delete(source);
            LOG.info("An import released the clock: source={}", source);
        }
        figures.clockHeldBy(run.clock.holds());
    }

    private void tick(Running run, long at) {
        run.store.put(LAST_TICK, Long.toString(at));
        byte[] value = wire.encode(Topics.LEDGER, new Tick(Instant.ofEpochMilli(at), Mode.LIVE));
        run.context.forward(new Record<>(null, value, at), TO_LEDGER);
    }

    private @Nullable SpecificRecord read(Record<byte[], byte[]> record) {
        try {
            return record.value() == null ? null : wire.decode(Topics.WATERMARKS, record.value());
        } catch (UnreadableRecordException e) {
            LOG.warn("Watermark ignored: because={}", e.hint());
            return null;
        }
    }

    /** Null if nobody of ours can have written this: one bad record must not be able to move everybody's time. */
    private @Nullable Watermark believed(SpecificRecord value, long arrivedAt) {
        if (!(value instanceof Watermark watermark)
                || watermark.getSource().equals(LAST_TICK)
                || !Clock.isPlausible(watermark.getSource(), watermark.getOf())) {
            LOG.warn("Watermark ignored, it names no source of ours: record={}", value);
            return null;
        }
        Instant at = watermark.getAt();
        boolean isTask = watermark.getOf() > 0;
        if (isTask && at == null) {
            LOG.warn("Watermark ignored, a task without an instant: record={}", value);
            return null;
        }
        if (isTask && at.isAfter(Instant.ofEpochMilli(arrivedAt).plus(maxAhead))) {
            LOG.warn(
                    "Watermark ignored, it lies ahead of its own arrival; do the brokers' clocks agree? record={}",
                    value);
            return null;
        }
        return watermark;
    }

    private void sayIfItStands(Clock clock) {
        if (clock.lastTick().equals(tickAtLastLook) && clock.waitsFor(tasks) != null) {
            LOG.warn(
                    "The clock stands still: lastTick={} waitsFor={} heldBy={}",
                    clock.lastTick().isPresent()
                            ? Instant.ofEpochMilli(clock.lastTick().getAsLong())
                            : "none",
                    clock.waitsFor(tasks),
                    clock.holds());
        }
        tickAtLastLook = clock.lastTick();
    }
}
