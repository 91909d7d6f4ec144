package io.sojourn.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sojourn.clock.ClockFigures;
import io.sojourn.intake.IntakeFigures;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the pipeline counts while it runs; {@code docs/metrics.md} names every meter.
 *
 * <p>Every method may be called from any thread and none of them blocks or does I/O. The counting ones cost a map
 * look-up and an addition, so they may stand on the hot path. Instants are epoch milliseconds, UTC.
 */
public final class Figures implements IntakeFigures, ClockFigures {
    /** In place of the instant of a timer where none is waiting. */
    public static final long NOTHING_DUE = Long.MAX_VALUE;

    private record Move(String ladder, String from, String to) {}

    private record Warned(String warning, String state) {}

    private record Tagged(String tag, String state) {}

    private final MeterRegistry meters;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Counter> guests = new ConcurrentHashMap<>();
    private final Map<String, Counter> rejected = new ConcurrentHashMap<>();
    private final Map<Move, Counter> transitions = new ConcurrentHashMap<>();
    private final Map<Warned, Counter> warnings = new ConcurrentHashMap<>();
    private final Map<Tagged, Counter> tags = new ConcurrentHashMap<>();
    private final Map<String, Counter> careMoments = new ConcurrentHashMap<>();
    private final Map<String, Counter> notMirrored = new ConcurrentHashMap<>();
    private final LatestInstants ticks;
    private final LatestInstants letters;
    private final LatestInstants due;
    private final RestoreFigures restores;
    // Threads rather than a flag: one thread's recovery must not hide that another still waits.
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private volatile Set<String> holders = Set.of();

    /** @param meters where to count; its clock is what ages are measured against */
    public Figures(MeterRegistry meters) {
        this.meters = meters;
        this.ticks = new LatestInstants(
                meters, "sojourn.clock.age", "partition", "Time since the latest tick this ledger partition has seen");
        this.letters = new LatestInstants(
                meters,
                "sojourn.clock.letter.age",
                "task",
                "Time since the stamp of the latest letter this intake task got back");
        this.due = new LatestInstants(
                meters,
                "sojourn.agenda.overdue",
                "partition",
                "How long the oldest timer of this ledger partition has been due; 0 when none is");
        this.restores = new RestoreFigures(meters);
        Gauge.builder("sojourn.registry.waiting", this, f -> f.waitingThreads())
                .description("Threads that wait for the schema registry")
                .strongReference(true)
                .register(meters);
        Gauge.builder("sojourn.clock.holds", this, f -> f.holders.size())
                .description("Imports that hold the clock, as the instance with the clock task knows them")
                .strongReference(true)
                .register(meters);
    }

    /** An event of this input topic went into the ledger. */
    @Override
    public void accepted(String topic) {
        counted(accepted, topic, "sojourn.events.accepted", "topic", "Events taken into the ledger");
    }

    /** An event of this input topic named no customer and was kept apart. */
    @Override
    public void guest(String topic) {
        counted(guests, topic, "sojourn.events.guests", "topic", "Events without a customer, kept apart");
    }

    /** Intake refused a record, for the reason code it wrote to {@code rejected}. */
    @Override
    public void rejected(String reason) {
        counted(rejected, reason, "sojourn.events.rejected", "reason", "Records that intake refused");
    }

    /** A customer moved to another stage. */
    public void transition(String ladder, String from, String to) {
        var move = new Move(ladder, from, to);
        var counter = transitions.get(move);
        if (counter == null) {
            counter = transitions.computeIfAbsent(
                    move,
                    m -> Counter.builder("sojourn.transitions")
                            .description("Customers that moved to another stage")
                            .tags("ladder", m.ladder(), "from", m.from(), "to", m.to())
                            .register(meters));
        }
        counter.increment();
    }

    /** A warning was raised or cleared; {@code state} is {@code RAISED} or {@code CLEARED}. */
    public void warning(String id, String state) {
        var warned = new Warned(id, state);
        var counter = warnings.get(warned);
        if (counter == null) {
            counter = warnings.computeIfAbsent(
                    warned,
                    w -> Counter.builder("sojourn.warnings")
                            .description("Churn warnings raised and cleared")
                            .tags("warning", w.warning(), "state", w.state())
                            .register(meters));
        }
        counter.increment();
    }

    /** A customer got or lost a tag; {@code state} is {@code ADDED} or {@code REMOVED}. */
    public void tag(String id, String state) {
        var tagged = new Tagged(id, state);
        var counter = tags.get(tagged);
        if (counter == null) {
            counter = tags.computeIfAbsent(
                    tagged,
                    t -> Counter.builder("sojourn.tags")
                            .description("Tags that customers got and lost")
                            .tags("tag", t.tag(), "state", t.state())
                            .register(meters));
        }
        counter.increment();
    }

    /** It was time to turn to a customer. */
    public void careMoment(String id) {
        counted(careMoments, id, "sojourn.care.moments", "moment", "Moments to turn to a customer");
    }

    /** A record of this decision topic is no decision and was left out of its mirror. */
    public void notMirrored(String topic) {
        counted(notMirrored, topic, "sojourn.mirror.left.out", "topic", "Records that are no decisions, not mirrored");
    }

    /** The letter of this intake task came back, stamped {@code at}. */
    @Override
    public void letterBack(int task, long at) {
        letters.reached(task, at);
    }

    /** A tick for {@code at} was read from this ledger partition. */
    public void tick(int partition, long at) {
        ticks.reached(partition, at);
    }

    /** The earliest timer of this ledger partition, or {@link #NOTHING_DUE}. */
    public void oldestDue(int partition, long at) {
        due.set(partition, at);
    }

    /** A store's changelog partition has been restored up to {@code done} of {@code total} records. */
    public void restored(String store, int partition, long done, long total) {
        restores.reached(store, partition, done, total);
    }

    /** The restore of this changelog partition was given up, as happens when the task moves to another instance. */
    public void restoreAbandoned(String store, int partition) {
        restores.abandoned(store, partition);
    }

    /** This thread starts ({@code true}) or ends to wait for the schema registry. */
    @Override
    public void registryWaiting(boolean waits) {
        if (waits) {
            waiting.add(Thread.currentThread());
        } else {
            waiting.remove(Thread.currentThread());
        }
    }

    /** The imports that hold the clock now; empty when it runs freely. */
    @Override
    public void clockHeldBy(Set<String> imports) {
        holders = Set.copyOf(imports);
    }

    /** This instance no longer works on this ledger partition: its ages must not go on growing here. */
    public void ledgerPartitionLeft(int partition) {
        ticks.forget(partition);
        due.forget(partition);
    }

    /** This instance no longer runs this intake task. */
    @Override
    public void intakeTaskLeft(int task) {
        letters.forget(task);
    }

    /** Whether any living thread waits for the schema registry. */
    public boolean registryWaiting() {
        return waitingThreads() > 0;
    }

    /** The imports that hold the clock, as last told. */
    public Set<String> clockHeldBy() {
        return holders;
    }

    /** The latest tick of the partition that is furthest behind; empty before the first tick. */
    public OptionalLong clock() {
        return ticks.earliest();
    }

    /** Records that restoring stores still have to read. */
    public long stillToRestore() {
        return restores.remaining();
    }

    private long waitingThreads() {
        // A thread that died while it waited will never say that it stopped.
        waiting.removeIf(thread -> !thread.isAlive());
        return waiting.size();
    }

    private void counted(Map<String, Counter> known, String what, String name, String tag, String description) {
        // get before computeIfAbsent: the latter locks the bin even when the key is there.
        var counter = known.get(what);
        if (counter == null) {
            counter = known.computeIfAbsent(
                    what,
                    w -> Counter.builder(name)
                            .description(description)
                            .tags(Tags.of(tag, w))
                            .register(meters));
        }
        counter.increment();
    }
}
