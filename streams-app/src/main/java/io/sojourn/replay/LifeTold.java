package io.sojourn.replay;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CustomerState;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import io.sojourn.replay.Life.Decided;
import io.sojourn.replay.Life.Happened;
import io.sojourn.replay.Life.Moment;
import io.sojourn.replay.Life.Silence;
import io.sojourn.replay.Life.TookOver;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Activation;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.stream.Revisions.Revision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the fold of one customer, and puts what is decided to what it was decided by. Of who was erased nothing is told but
 * that, and how they came back.
 */
final class LifeTold implements Replay.Part {
    private final CustomerId one;
    private final byte[] key;
    private final long until;
    private final WireFormat wire;

    private final List<Moment> moments = new ArrayList<>();
    private @Nullable Fold fold;
    private @Nullable Happened heard;
    private @Nullable Activation active;
    private final List<Decided> decisions = new ArrayList<>();
    private long reached = AsOf.NOWHERE;
    private long lastAt;
    private @Nullable CustomerState stands;

    LifeTold(CustomerId one, long until, WireFormat wire) {
        this.one = one;
        this.key = one.toKey();
        this.until = until;
        this.wire = wire;
    }

    @Override
    public void begin(Fold begun) {
        fold = begun;
    }

    private Fold fold() {
        return Objects.requireNonNull(fold);
    }

    @Override
    public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
        settle();
        Activation activation = Activation.of(decoded);
        if (decoded instanceof Tick tick) {
            return hears(tick.getAt().toEpochMilli());
        } else if (activation != null) {
            active = activation;
            return activation.at() <= until;
        }
        return Arrays.equals(key, entry.key()) && hears(entry, ActivityCodec.read(decoded));
    }

    private boolean hears(long tick) {
        reached = tick;
        return tick <= until;
    }

    private boolean hears(Ledger.Entry entry, Activity activity) {
        if (!activity.countsAt(until)) {
            return false;
        }
        Standing before = fold().standing(one);
        OptionalLong decidedTo = before != null && activity.at() < before.decidedTo()
                ? OptionalLong.of(before.decidedTo())
                : OptionalLong.empty();
        SpecificRecord whole = wire.decode(Topics.LEDGER, entry.value());
        heard = new Happened(whole, activity, entry.timestamp(), decidedTo, List.of());
        return true;
    }

    @Override
    public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
        Decided decided = new Decided(
                Claim.of(announcement),
                announcement,
                by.codec().record(announcement, detectedAt, mode),
                title(announcement, by.policy()));
        if (announcement.cause().isByItself()) {
            silent(announcement.at(), detectedAt, decided);
        } else {
            decisions.add(decided);
        }
    }

    /** Before what ended the silence, if anything did. */
    private void silent(long at, long foundAt, Decided decided) {
        List<Decided> all = new ArrayList<>();
        if (!moments.isEmpty() && moments.get(moments.size() - 1) instanceof Silence same && same.at() == at) {
            moments.remove(moments.size() - 1);
            all.addAll(same.decisions());
        }
        all.add(decided);
        moments.add(new Silence(at, foundAt, at - lastAt, List.copyOf(all)));
    }

    /** What was heard last becomes a moment; a policy only where it moved them. */
    private void settle() {
        Happened event = heard;
        Activation activation = active;
        List<Decided> by = List.copyOf(decisions);
        if (event != null && isErasure(event.activity())) {
            moments.clear();
            moments.add(event);
            lastAt = event.at();
        } else if (event != null && !isForgotten(event.activity())) {
            moments.add(new Happened(event.event(), event.activity(), event.toldAt(), event.decidedTo(), by));
            lastAt = Math.max(lastAt, event.at());
        } else if (activation != null && !by.isEmpty()) {
            moments.add(new TookOver(
                    activation.at(), activation.eventId(), fold().latest().policy(), by));
        }
        heard = null;
        active = null;
        decisions.clear();
    }

    private boolean isErasure(Activity activity) {
        return activity instanceof Activity.Erased && activity.at() == erasedAt() && stands().isUnknown();
    }

    private boolean isForgotten(Activity activity) {
        return activity.at() <= erasedAt();
    }

    private long erasedAt() {
        return stands().facts().erasedAt();
    }

    private Standing stands() {
        return Objects.requireNonNull(fold().standing(one), "something was heard of them");
    }

    @Override
    public void end(Fold ended) {
        settle();
        long end = Math.min(until, reached);
        ended.hearTick(end, Mode.REPLAY);
        Standing standing = ended.standing(one);
        if (standing != null && !standing.isUnknown()) {
            stands = ended.latest().codec().state(standing, Math.max(end, standing.lookedAt()));
        }
    }

    Life.Told told() {
        return new Life.Told(List.copyOf(moments), stands, fold().latest().policy(), reached);
    }

    private static @Nullable Title title(Announcement announcement, Policy policy) {
        if (announcement instanceof Announcement.StageChanged change) {
            return policy.title(change.subject(), change.to()).orElse(null);
        }
        return policy.marks().stream()
                .filter(mark -> mark.id().equals(announcement.subject()))
                .map(Mark::title)
                .findFirst()
                .orElse(null);
    }
}
