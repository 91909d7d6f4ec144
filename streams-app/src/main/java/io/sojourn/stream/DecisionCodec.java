package io.sojourn.stream;

import io.sojourn.customer.Facts;
import io.sojourn.customer.Purchases;
import io.sojourn.decisions.Because;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Level;
import io.sojourn.decisions.Measured;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageStanding;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.decisions.TagStanding;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningStanding;
import io.sojourn.decisions.WarningState;
import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Warning;
import io.sojourn.schemas.Topics;
import io.sojourn.value.rfm.CutPoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Decisions as Avro records. The stream adds when and in which mode they were detected. */
public final class DecisionCodec {
    private final Policy policy;
    private final @Nullable String cutPoints;

    public DecisionCodec(Policy policy) {
        this.policy = policy;
        CutPoints limits = policy.written().cutPoints();
        cutPoints = limits == null ? null : limits.version();
    }

    /** The topic on which it is told. */
    public static String topic(Announcement announcement) {
        if (announcement instanceof Announcement.StageChanged) {
            return Topics.STAGE_TRANSITIONS;
        } else if (announcement instanceof Announcement.ChurnWarned) {
            return Topics.CHURN_WARNINGS;
        }
        return announcement instanceof Announcement.TagChanged ? Topics.TAG_CHANGES : Topics.CARE_MOMENTS;
    }

    /** As it is told there. */
    public SpecificRecord record(Announcement announcement, long detectedAt, Mode mode) {
        if (announcement instanceof Announcement.StageChanged change) {
            return transition(change, detectedAt, mode);
        } else if (announcement instanceof Announcement.ChurnWarned warned) {
            return warning(warned, detectedAt, mode);
        }
        return announcement instanceof Announcement.TagChanged change
                ? tagChange(change, detectedAt, mode)
                : careMoment((Announcement.CareDue) announcement, detectedAt, mode);
    }

    public StageTransition transition(Announcement.StageChanged change, long detectedAt, Mode mode) {
        return StageTransition.newBuilder()
                .setId(id(change))
                .setCustomerId(change.customer().value())
                .setLadder(change.subject())
                .setFrom(change.from())
                .setTo(change.to())
                .setOrdinal(change.ordinal())
                .setEffectiveAt(Instant.ofEpochMilli(change.at()))
                .setDetectedAt(Instant.ofEpochMilli(detectedAt))
                .setMode(mode)
                .setCause(cause(change))
                .setBecause(because(change.because()))
                .setSupersedes(supersedes(change))
                .setPolicy(policy.id())
                .setPolicyVersion(policy.version())
                .setCutPoints(cutPoints)
                .setRfm(rfm(change.rfm()))
                .setPreviousStageMillis(
                        change.previousStageMillis().isPresent()
                                ? change.previousStageMillis().getAsLong()
                                : null)
                .setChain(change.chain().hex())
                .build();
    }

    public ChurnWarning warning(Announcement.ChurnWarned warned, long detectedAt, Mode mode) {
        return ChurnWarning.newBuilder()
                .setId(id(warned))
                .setCustomerId(warned.customer().value())
                .setWarning(warned.subject())
                .setLevel(Level.valueOf(warned.level().name()))
                .setState(warned.raised() ? WarningState.RAISED : WarningState.CLEARED)
                .setOrdinal(warned.ordinal())
                .setEffectiveAt(Instant.ofEpochMilli(warned.at()))
                .setDetectedAt(Instant.ofEpochMilli(detectedAt))
                .setActionableUntil(instant(warned.actionableUntil()))
                .setMode(mode)
                .setCause(cause(warned))
                .setBecause(because(warned.because()))
                .setSupersedes(supersedes(warned))
                .setPolicy(policy.id())
                .setPolicyVersion(policy.version())
                .setCutPoints(cutPoints)
                .setRfm(rfm(warned.rfm()))
                .setChain(warned.chain().hex())
                .setPreviousLevel(level(warned.previousLevel()))
                .setAtStake(
                        warned.atStake().isPresent()
                                ? Money.decimal(warned.atStake().getAsLong())
                                : null)
                .build();
    }

    private TagChange tagChange(Announcement.TagChanged change, long detectedAt, Mode mode) {
        return TagChange.newBuilder()
                .setId(id(change))
                .setCustomerId(change.customer().value())
                .setTag(change.subject())
                .setGroup(change.group())
                .setState(change.added() ? TagState.ADDED : TagState.REMOVED)
                .setOrdinal(change.ordinal())
                .setEffectiveAt(Instant.ofEpochMilli(change.at()))
                .setDetectedAt(Instant.ofEpochMilli(detectedAt))
                .setExpiresAt(instant(change.expiresAt()))
                .setMode(mode)
                .setCause(cause(change))
                .setBecause(because(change.because()))
                .setSupersedes(supersedes(change))
                .setPolicy(policy.id())
                .setPolicyVersion(policy.version())
                .setCutPoints(cutPoints)
                .setRfm(rfm(change.rfm()))
                .setChain(change.chain().hex())
                .build();
    }

    private CareMoment careMoment(Announcement.CareDue due, long detectedAt, Mode mode) {
        return CareMoment.newBuilder()
                .setId(id(due))
                .setCustomerId(due.customer().value())
                .setMoment(due.subject())
                .setOrdinal(due.ordinal())
                .setEffectiveAt(Instant.ofEpochMilli(due.at()))
                .setDetectedAt(Instant.ofEpochMilli(detectedAt))
                .setActionableUntil(Instant.ofEpochMilli(due.actionableUntil()))
                .setMode(mode)
                .setCause(cause(due))
                .setBecause(because(due.because()))
                .setSupersedes(supersedes(due))
                .setPolicy(policy.id())
                .setPolicyVersion(policy.version())
                .setCutPoints(cutPoints)
                .setRfm(rfm(due.rfm()))
                .setChain(due.chain().hex())
                .build();
    }

    /** Where a customer stood when last looked at. */
    public CustomerState state(Standing standing) {
        return state(standing, standing.lookedAt());
    }

    /** Where a customer stands at an instant by which nothing is due any more. */
    public CustomerState state(Standing standing, long at) {
        Facts facts = standing.facts();
        Purchases purchases = facts.purchases();
        int orders = purchases.counting().size();
        return CustomerState.newBuilder()
                .setCustomerId(standing.customer().value())
                .setAsOf(Instant.ofEpochMilli(at))
                .setFirstSeenAt(Instant.ofEpochMilli(facts.firstSeenAt()))
                .setFirstOrderAt(
                        orders == 0
                                ? null
                                : Instant.ofEpochMilli(purchases.counting().at(0)))
                .setRfm(rfm(io.sojourn.value.Rfm.of(facts, at, policy.windowMillis())))
                .setOrders(orders)
                .setSpend(Money.decimal(purchases.spend()))
                .setCurrency(facts.currency())
                .setVisits(facts.visits().count())
                .setLastVisitAt(happened(facts.lastVisitAt(Long.MAX_VALUE)))
                .setTickets(facts.tickets().count())
                .setTicketsOpen(facts.tickets().open(Long.MAX_VALUE))
                .setEngagements(facts.engagements().count())
                .setStages(each(standing.posts(), DecisionCodec::stage))
                .setWarnings(standing(standing, Warning.class, DecisionCodec::warning))
                .setLookAgainAt(
                        standing.lookAgainAt() == Measure.NEVER ? null : Instant.ofEpochMilli(standing.lookAgainAt()))
                .setChain(standing.chain().hex())
                .setTags(standing(standing, Tag.class, DecisionCodec::tag))
                .build();
    }

    private static StageStanding stage(Standing.Post post) {
        Instant since = post.isBeginning() ? null : Instant.ofEpochMilli(post.since());
        return new StageStanding(post.ladder(), post.stage(), since, post.ordinal(), post.because());
    }

    /** The marks of one kind that are so of the customer. */
    private <M extends Mark, S> List<S> standing(
            Standing standing, Class<M> kind, BiFunction<M, Standing.Marked, S> becomes) {
        List<S> all = new ArrayList<>();
        for (int i = 0; i < policy.marks().size(); i++) {
            Standing.Marked marked = standing.marks().get(i);
            if (marked.isOn() && kind.isInstance(policy.marks().get(i))) {
                all.add(becomes.apply(kind.cast(policy.marks().get(i)), marked));
            }
        }
        return all;
    }

    private static WarningStanding warning(Warning warning, Standing.Marked raised) {
        return new WarningStanding(
                raised.mark(),
                Instant.ofEpochMilli(raised.since()),
                raised.ordinal(),
                level(warning.loudness(raised.level())));
    }

    private static TagStanding tag(Tag tag, Standing.Marked had) {
        long expiresAt = tag.expiresAt(had.since());
        return new TagStanding(
                had.mark(),
                Instant.ofEpochMilli(had.since()),
                had.ordinal(),
                expiresAt == Measure.NEVER ? null : Instant.ofEpochMilli(expiresAt));
    }

    private static @Nullable Level level(Warning.@Nullable Level level) {
        return level == null ? null : Level.valueOf(level.name());
    }

    private static Rfm rfm(io.sojourn.value.Rfm rfm) {
        return new Rfm(
                (int) (rfm.windowMillis() / io.sojourn.value.Rfm.DAY),
                happened(rfm.lastOrderAt()),
                rfm.frequency(),
                Money.decimal(rfm.gross()),
                Money.decimal(rfm.refunds()),
                Money.decimal(rfm.net()));
    }

    private static Because because(io.sojourn.lifecycle.Because because) {
        List<Measured> measures = each(
                because.measures(),
                measured -> new Measured(measured.measure(), measured.value(), measured.threshold()));
        return new Because(because.condition(), measures, because.eventIds());
    }

    /** What becomes of each, without those of which nothing does. A stream would cost more than what it carries here. */
    private static <A, B> List<B> each(List<A> all, Function<A, @Nullable B> becomes) {
        List<B> became = new ArrayList<>(all.size());
        for (A one : all) {
            B other = becomes.apply(one);
            if (other != null) {
                became.add(other);
            }
        }
        return became;
    }

    private static Cause cause(Announcement announcement) {
        return Cause.valueOf(announcement.cause().name());
    }

    /** The id under which it is told: {@code customer/subject/ordinal}. */
    public static String id(Announcement announcement) {
        return id(announcement, announcement.ordinal());
    }

    private static String id(Announcement announcement, int ordinal) {
        return announcement.customer() + "/" + announcement.subject() + "/" + ordinal;
    }

    /** The id under which that was told which it supersedes; null if it supersedes nothing. */
    public static @Nullable String supersedes(Announcement announcement) {
        Integer ordinal = announcement.supersedes();
        return ordinal == null ? null : id(announcement, ordinal);
    }

    private static @Nullable Instant happened(long at) {
        return at == Facts.NEVER_HAPPENED ? null : Instant.ofEpochMilli(at);
    }

    private static @Nullable Instant instant(OptionalLong at) {
        return at.isPresent() ? Instant.ofEpochMilli(at.getAsLong()) : null;
    }
}
