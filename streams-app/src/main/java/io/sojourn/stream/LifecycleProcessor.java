package io.sojourn.stream;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.intake.PatientWire;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Decision;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.PendingTicks.PendingTick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.jspecify.annotations.Nullable;

/**
 * Carries one partition of the ledger to the decision and the decisions to their topics. It holds no opinion about
 * customers: that is {@link Lifecycle}'s.
 *
 * <p>A tick asks about every customer due by it, as of its place in the ledger. Many due at once are asked in steps,
 * between the records that follow, so nobody waits for them; an activity of a customer whose silence is still to be heard
 * hears it first, as found by that tick, and from then on only later ticks ask about that customer. So what is said of a
 * customer does not depend on the steps.
 */
final class LifecycleProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String NAME = "decide-lifecycle";
    static final String TO_TRANSITIONS = "announce-stage-transitions";
    static final String TO_WARNINGS = "announce-churn-warnings";
    static final String TO_STATE = "publish-customer-state";

    /** Asking about one costs as much as an event does: so a crowd at most doubles what the events of others cost. */
    private static final int STEP_BESIDE_A_RECORD = 1;

    /** With all that follows from it some 4 of the 20 ms between steps, so that events go on beside it. */
    private static final int STEP_BETWEEN_RECORDS = 40;

    /** Records come in bursts, as transactions of their writers end. */
    private static final long BETWEEN_BURSTS_MILLIS = 1_000;

    private static final int STEP_ALONE = 1_000;
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(20);

    private final String policy;
    private final Lifecycle lifecycle;
    private final DecisionCodec codec;
    private final PatientWire wire;
    private final Figures figures;
    private final LedgerPartitions partitions;
    private final int near;

    private Population population = new Population();
    private final List<Due> forALaterTick = new ArrayList<>();
    private PendingTicks ticks;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Customers customers;
    private @Nullable Agenda agenda;
    private @Nullable ProcessorNode<?, ?, ?, ?> node;
    private int partition;
    private boolean activityHeard;
    private long activityHeardAt;

    /** @param near how many entries of the agenda may be on the heap */
    LifecycleProcessor(Policy policy, PatientWire wire, Figures figures, LedgerPartitions partitions, int near) {
        this.policy = policy.text();
        lifecycle = new Lifecycle(policy);
        codec = new DecisionCodec(policy);
        ticks = PendingTicks.from(null, policy.text());
        this.wire = wire;
        this.figures = figures;
        this.partitions = partitions;
        this.near = near;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.node = ((InternalProcessorContext<?, ?>) context).currentNode();
        partition = context.taskId().partition();
        Customers store = context.getStateStore(Customers.STORE);
        customers = store;
        store.onWriteBack(this::publish);
        // A task that was revived or came back is initialised again with this very processor.
        ticks = PendingTicks.from(store.ticks(), policy);
        Agenda anew = new Agenda(context.getStateStore(Agenda.STORE), near);
        agenda = anew;
        population = new Population();
        forALaterTick.clear();
        store.forEach(glance -> {
            glance.places().forEach(place -> population.joined(place.ladder(), place.stage()));
            anew.lookAgain(glance.customer(), glance.lookAgainAt());
        });
        partitions.entered(partition, store, population);
        figures.oldestDue(partition, anew.earliest());
        context.schedule(BETWEEN_STEPS, PunctuationType.WALL_CLOCK_TIME, this::hearSilencesBetweenRecords);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SpecificRecord entry = wire.decodeHead(Topics.LEDGER, record.value());
        if (entry instanceof Tick tick) {
            hearTick(tick);
            // In a history ticks come quicker than time passes: the more of them wait, the more is done at each.
            hearSilences(tick.getMode() == Mode.LIVE ? STEP_BETWEEN_RECORDS : STEP_ALONE * ticks.size());
        } else {
            activityHeard = true;
            hearActivity(CustomerId.fromKey(record.key()), ActivityCodec.read(entry), record);
            if (ticks.oldest() != null) {
                hearSilences(STEP_BESIDE_A_RECORD);
            }
        }
    }

    private void hearActivity(CustomerId customer, Activity activity, Record<byte[], byte[]> record) {
        Mode mode = LedgerEntries.mode(record.headers());
        Remembered remembered = recall(customer);
        Standing standing = remembered.standing();
        for (PendingTick tick : ticks.all()) {
            while (tick.at() > remembered.afterTick() && standing.isDueBy(tick.at())) {
                standing = carryOut(
                        standing, lifecycle.onSilence(standing), tick.at(), tick.mode(), remembered.afterTick());
            }
        }
        while (standing.lookAgainAt() < activity.at()) {
            standing = carryOut(standing, lifecycle.onSilence(standing), record.timestamp(), mode, ticks.latest());
        }
        carryOut(standing, lifecycle.onActivity(standing, activity), record.timestamp(), mode, ticks.latest());
    }

    private void hearTick(Tick tick) {
        long at = tick.getAt().toEpochMilli();
        if (ticks.add(at, tick.getMode())) {
            store().rememberTicks(ticks.encoded());
        }
        figures.tick(partition, at);
    }

    private void hearSilencesBetweenRecords(long now) {
        if (activityHeard) {
            activityHeard = false;
            activityHeardAt = now;
        }
        hearSilences(now - activityHeardAt < BETWEEN_BURSTS_MILLIS ? STEP_BETWEEN_RECORDS : STEP_ALONE);
    }

    /** Asks about at most {@code most} customers due by the oldest pending tick, in order of (due, customer). */
    private void hearSilences(int most) {
        PendingTick tick = ticks.oldest();
        for (int asked = 0; tick != null && asked < most; asked++) {
            Due due = agenda().next(tick.at());
            if (due == null) {
                tick = nextTick();
                continue;
            }
            Remembered remembered = recall(due.customer());
            Standing standing = remembered.standing();
            if (remembered.afterTick() >= tick.at()) {
                forALaterTick.add(new Due(standing.lookAgainAt(), due.customer()));
                continue;
            }
            // By the entry, not by the tick: who comes up too early waits for their turn, even if that is in this tick.
            if (standing.isDueBy(due.at())) {
                standing = carryOut(
                        standing, lifecycle.onSilence(standing), tick.at(), tick.mode(), remembered.afterTick());
            }
            agenda().lookAgain(due.customer(), standing.lookAgainAt());
        }
        figures.oldestDue(partition, agenda().earliest());
    }

    private @Nullable PendingTick nextTick() {
        ticks.oldestIsDone();
        store().rememberTicks(ticks.encoded());
        forALaterTick.forEach(due -> agenda().lookAgain(due.customer(), due.at()));
        forALaterTick.clear();
        return ticks.oldest();
    }

    private Remembered recall(CustomerId customer) {
        Remembered known = store().recall(customer);
        return known == null ? new Remembered(lifecycle.begin(customer), Long.MIN_VALUE) : known;
    }

    @SuppressWarnings("ReferenceEquality") // The very same standing when nothing was decided.
    private Standing carryOut(Standing before, Decision decision, long detectedAt, Mode mode, long afterTick) {
        Standing after = decision.standing();
        if (after == before) {
            return after;
        }
        if (before.lookedAt() == Standing.NEVER_DECIDED) {
            before.posts().forEach(post -> population.joined(post.ladder(), post.stage()));
        }
        for (Announcement announcement : decision.announcements()) {
            announce(announcement, detectedAt, mode);
        }
        store().remember(after, afterTick);
        agenda().moved(after.customer(), before.lookAgainAt(), after.lookAgainAt());
        return after;
    }

    private void announce(Announcement announcement, long detectedAt, Mode mode) {
        byte[] key = announcement.customer().toKey();
        if (announcement instanceof Announcement.StageChanged change) {
            population.moved(change);
            figures.transition(change.subject(), change.from(), change.to());
            byte[] value = wire.encode(Topics.STAGE_TRANSITIONS, codec.transition(change, detectedAt, mode));
            context().forward(new Record<>(key, value, Math.max(0, detectedAt)), TO_TRANSITIONS);
        } else if (announcement instanceof Announcement.ChurnWarned warned) {
            figures.warning(warned.subject(), warned.raised() ? "RAISED" : "CLEARED");
            byte[] value = wire.encode(Topics.CHURN_WARNINGS, codec.warning(warned, detectedAt, mode));
            context().forward(new Record<>(key, value, Math.max(0, detectedAt)), TO_WARNINGS);
        }
    }

    /** Called while the store writes back, when Streams has no current node of its own. */
    private void publish(Standing standing) {
        InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) context();
        ProcessorNode<?, ?, ?, ?> interrupted = internal.currentNode();
        internal.setCurrentNode(node);
        try {
            byte[] value = wire.encode(Topics.CUSTOMER_STATE, codec.state(standing));
            context()
                    .forward(
                            new Record<>(standing.customer().toKey(), value, Math.max(0, standing.lookedAt())),
                            TO_STATE);
        } finally {
            internal.setCurrentNode(interrupted);
        }
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "init comes first");
    }

    private Customers store() {
        return Objects.requireNonNull(customers, "init comes first");
    }

    private Agenda agenda() {
        return Objects.requireNonNull(agenda, "init comes first");
    }

    @Override
    public void close() {
        partitions.left(partition);
        figures.ledgerPartitionLeft(partition);
    }
}
