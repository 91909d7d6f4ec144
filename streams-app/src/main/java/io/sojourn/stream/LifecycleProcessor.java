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
import io.sojourn.stream.Revisions.Revision;
import io.sojourn.stream.Turns.PendingPolicy;
import io.sojourn.stream.Turns.PendingTick;
import io.sojourn.stream.Turns.Turn;
import java.time.Duration;
import java.time.Instant;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one partition of the ledger to the decision and the decisions to their topics. It holds no opinion about
 * customers: that is {@link Lifecycle}'s.
 *
 * <p>A tick asks about every customer due by it, as of its place in the ledger, a new policy about everybody. Many at once
 * are asked in steps, between the records that follow, so nobody waits for them; an activity of a customer who has not been
 * asked yet lets them be asked first, as found by that tick or policy, and from then on only later ones ask about that
 * customer. So what is said of a customer does not depend on the steps.
 */
final class LifecycleProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String NAME = "decide-lifecycle";
    static final String TO_STATE = "publish-customer-state";

    /** Asking about one costs as much as an event does: so a crowd at most doubles what the events of others cost. */
    private static final int STEP_BESIDE_A_RECORD = 1;

    /** With all that follows from it some 4 of the 20 ms between steps, so that events go on beside it. */
    private static final int STEP_BETWEEN_RECORDS = 40;

    /** Records come in bursts, as transactions of their writers end. */
    private static final long BETWEEN_BURSTS_MILLIS = 1_000;

    private static final int STEP_ALONE = 1_000;

    /** Of asking somebody by a policy, in silences: who is asked is written anew. */
    private static final int COST_OF_A_POLICY = 2;

    private static final Duration BETWEEN_STEPS = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleProcessor.class);

    private final String firstPolicy;
    private final PatientWire wire;
    private final Figures figures;
    private final LedgerPartitions partitions;
    private final int near;

    private Population population = new Population();
    private final List<Due> forALaterTick = new ArrayList<>();
    private Turns turns;
    private @Nullable CustomerId lastAsked;
    private long policyHeardAt;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Customers customers;
    private @Nullable Agenda agenda;
    private @Nullable ProcessorNode<?, ?, ?, ?> node;
    private int partition;
    private boolean activityHeard;
    private long activityHeardAt;

    /** @param near how many entries of the agenda may be on the heap */
    LifecycleProcessor(Policy policy, PatientWire wire, Figures figures, LedgerPartitions partitions, int near) {
        firstPolicy = policy.text();
        turns = Turns.from(null, firstPolicy);
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
        turns = Turns.from(store.turns(), firstPolicy);
        store.revisions().begin(store.policies());
        lastAsked = null;
        policyHeardAt = -1;
        Agenda anew = new Agenda(context.getStateStore(Agenda.STORE), near);
        agenda = anew;
        population = new Population();
        forALaterTick.clear();
        store.forEach(glance -> {
            population.joined(glance.places());
            anew.lookAgain(glance.customer(), glance.lookAgainAt());
        });
        partitions.entered(partition, store, population);
        figures.oldestDue(partition, anew.earliest());
        context.schedule(BETWEEN_STEPS, PunctuationType.WALL_CLOCK_TIME, this::hearBetweenRecords);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SpecificRecord entry = wire.decodeHead(Topics.LEDGER, record.value());
        Activation activation = Activation.of(entry);
        if (entry instanceof Tick tick) {
            hearTick(tick);
            // In a history ticks come quicker than time passes: the more of them wait, the more is done at each.
            hear(tick.getMode() == Mode.LIVE ? STEP_BETWEEN_RECORDS : STEP_ALONE * turns.size());
        } else if (activation != null) {
            hearActivation(activation);
        } else {
            activityHeard = true;
            hearActivity(CustomerId.fromKey(record.key()), ActivityCodec.read(entry), record);
            if (turns.oldest() instanceof PendingTick) {
                hear(STEP_BESIDE_A_RECORD);
            }
        }
    }

    private void hearActivity(CustomerId customer, Activity activity, Record<byte[], byte[]> record) {
        Mode mode = LedgerEntries.mode(record.headers());
        Remembered remembered = recall(customer);
        for (Turn turn : turns.all()) {
            if (turn instanceof PendingTick tick) {
                while (tick.at() > remembered.afterTick()
                        && remembered.standing().isDueBy(tick.at())) {
                    remembered = hearSilence(remembered, tick);
                }
            } else if (turn instanceof PendingPolicy policy) {
                remembered = hearPolicy(remembered, policy);
            }
        }
        Revision by = revisions().get(remembered.revision());
        remembered = new Remembered(remembered.standing(), turns.latestTick(), remembered.revision());
        while (remembered.standing().lookAgainAt() < activity.at()) {
            Decision silence = by.lifecycle().onSilence(remembered.standing());
            remembered = carryOut(remembered, silence, by, record.timestamp(), mode);
        }
        Decision decision = by.lifecycle().onActivity(remembered.standing(), activity);
        carryOut(remembered, decision, by, record.timestamp(), mode);
    }

    private Remembered hearSilence(Remembered remembered, PendingTick tick) {
        Revision by = revisions().get(remembered.revision());
        Decision decision = by.lifecycle().onSilence(remembered.standing());
        return carryOut(remembered, decision, by, tick.at(), tick.mode());
    }

    private Remembered hearPolicy(Remembered remembered, PendingPolicy policy) {
        if (remembered.revision() >= policy.revision()) {
            return remembered;
        }
        Revision before = revisions().get(remembered.revision());
        Revision by = revisions().get(policy.revision());
        Decision decision = by.lifecycle().onPolicy(remembered.standing(), before.policy(), policy.at(), by.cause());
        return carryOut(remembered, decision, by, policy.at(), Mode.LIVE);
    }

    private void hearTick(Tick tick) {
        long at = tick.getAt().toEpochMilli();
        if (turns.add(at, tick.getMode())) {
            store().rememberTurns(turns.encoded());
        }
        figures.tick(partition, at);
    }

    private void hearActivation(Activation activation) {
        if (revisions().knows(activation.eventId())) {
            return;
        }
        String refusal = revisions().activate(activation);
        if (refusal != null) {
            LOG.error("Not activated: eventId={} partition={} because={}", activation.eventId(), partition, refusal);
            return;
        }
        Revision latest = revisions().latest();
        turns.add(new PendingPolicy(activation.at(), latest.number()));
        store().rememberPolicies(revisions().encoded());
        store().rememberTurns(turns.encoded());
        policyHeardAt = store().writeBacks();
        LOG.info(
                "Policy activated: policy={} partition={} at={}",
                latest.policy().text(),
                partition,
                Instant.ofEpochMilli(activation.at()));
    }

    private void hearBetweenRecords(long now) {
        if (activityHeard) {
            activityHeard = false;
            activityHeardAt = now;
        }
        hear(now - activityHeardAt < BETWEEN_BURSTS_MILLIS ? STEP_BETWEEN_RECORDS : STEP_ALONE);
    }

    /** Asks about at most {@code most} customers whom the oldest pending turns concern. */
    private void hear(int most) {
        int left = most;
        for (Turn turn = turns.oldest(); turn != null && left > 0; turn = turns.oldest()) {
            left = turn instanceof PendingTick tick
                    ? hearSilences(tick, left)
                    : hearPolicy((PendingPolicy) turn, Math.max(1, left / COST_OF_A_POLICY));
        }
        figures.oldestDue(partition, agenda().earliest());
    }

    /** Asks about those due by this tick, in order of (due, customer). */
    private int hearSilences(PendingTick tick, int most) {
        for (int left = most; left > 0; left--) {
            Due due = agenda().next(tick.at());
            if (due == null) {
                oldestIsDone();
                return left;
            }
            Remembered remembered = recall(due.customer());
            if (remembered.afterTick() >= tick.at()) {
                forALaterTick.add(new Due(remembered.standing().lookAgainAt(), due.customer()));
                continue;
            }
            // By the entry, not by the tick: who comes up too early waits for their turn, even if that is in this tick.
            if (remembered.standing().isDueBy(due.at())) {
                remembered = hearSilence(remembered, tick);
            }
            agenda().lookAgain(due.customer(), remembered.standing().lookAgainAt());
        }
        return 0;
    }

    /** Asks about everybody by this policy, in the order of the store, which must hold all who were there before it. */
    private int hearPolicy(PendingPolicy policy, int most) {
        if (store().writeBacks() <= policyHeardAt) {
            return 0;
        }
        List<Glance> next = store().after(lastAsked, most);
        for (Glance glance : next) {
            if (glance.revision() < policy.revision()) {
                hearPolicy(recall(glance.customer()), policy);
            }
            lastAsked = glance.customer();
        }
        if (next.size() < most) {
            lastAsked = null;
            oldestIsDone();
        }
        return most - next.size();
    }

    private void oldestIsDone() {
        turns.oldestIsDone();
        store().rememberTurns(turns.encoded());
        forALaterTick.forEach(due -> agenda().lookAgain(due.customer(), due.at()));
        forALaterTick.clear();
    }

    private Remembered recall(CustomerId customer) {
        Remembered known = store().recall(customer);
        if (known != null) {
            return known;
        }
        Revision latest = revisions().latest();
        return new Remembered(latest.lifecycle().begin(customer), Long.MIN_VALUE, latest.number());
    }

    @SuppressWarnings("ReferenceEquality") // The very same standing where nothing was decided.
    private Remembered carryOut(Remembered before, Decision decision, Revision by, long detectedAt, Mode mode) {
        Standing after = decision.standing();
        if (after == before.standing()) {
            return before;
        }
        population.moved(places(before.standing()), places(after));
        for (Announcement announcement : decision.announcements()) {
            announce(announcement, by, detectedAt, mode);
        }
        Remembered remembered = new Remembered(after, before.afterTick(), by.number());
        store().remember(remembered);
        agenda().moved(after.customer(), before.standing().lookAgainAt(), after.lookAgainAt());
        return remembered;
    }

    private static List<Standing.Post> places(Standing standing) {
        return standing.isUnknown() ? List.of() : standing.posts();
    }

    private void announce(Announcement announcement, Revision by, long detectedAt, Mode mode) {
        count(announcement);
        String topic = DecisionCodec.topic(announcement);
        byte[] key = announcement.customer().toKey();
        byte[] value = wire.encode(topic, by.codec().record(announcement, detectedAt, mode));
        context().forward(new Record<>(key, value, Math.max(0, detectedAt)), announcing(topic));
    }

    private void count(Announcement announcement) {
        if (announcement instanceof Announcement.StageChanged change) {
            figures.transition(change.subject(), change.from(), change.to());
        } else if (announcement instanceof Announcement.ChurnWarned warned) {
            figures.warning(warned.subject(), warned.raised() ? "RAISED" : "CLEARED");
        } else if (announcement instanceof Announcement.TagChanged change) {
            figures.tag(change.subject(), change.added() ? "ADDED" : "REMOVED");
        } else {
            figures.careMoment(announcement.subject());
        }
    }

    /** The sink of a topic with decisions. */
    static String announcing(String topic) {
        return "announce-" + topic;
    }

    /**
     * Called while the store writes back, when Streams has no current node of its own. Of who was erased, and is not back, the
     * record is deleted.
     */
    private void publish(Remembered remembered) {
        Standing standing = remembered.standing();
        DecisionCodec codec = revisions().get(remembered.revision()).codec();
        InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) context();
        ProcessorNode<?, ?, ?, ?> interrupted = internal.currentNode();
        internal.setCurrentNode(node);
        try {
            byte[] value = standing.isUnknown() ? null : wire.encode(Topics.CUSTOMER_STATE, codec.state(standing));
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

    private Revisions revisions() {
        return store().revisions();
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
