package io.sojourn.replay;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.replay.Corrections.Correction;
import io.sojourn.replay.Corrections.Superseded;
import io.sojourn.stream.Activation;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the fold of some customers of one partition, which is their history as published, and at its end folds the sorted
 * log of those among them who were told of late: their events in the order in which they happened, equal times in that of the
 * ledger, what becomes active at its own instant below what happened by then. Both histories go on to the latest tick.
 */
final class TwoHistories implements Replay.Part {
    private final Policies policies;
    private final Predicate<CustomerId> wanted;
    private final Consumer<Correction> found;
    private final Map<CustomerId, Of> customers = new HashMap<>();
    private final List<Heard> log = new ArrayList<>();
    private @Nullable Fold fold;
    private @Nullable Activation active;
    private int policy;
    private long activeAt = AsOf.NOWHERE;
    private long latestTick = AsOf.NOWHERE;

    /** An entry that the sorted log has too. */
    private record Heard(long at, @Nullable CustomerId customer, Consumer<Fold> tell) {
        boolean isForEverybody() {
            return customer == null;
        }
    }

    /** Something that was told after an instant at or after its own was decided. */
    private record Late(String eventId, long at) {}

    /** All that is known of one customer. */
    private static final class Of {
        private final List<Superseded> published = new ArrayList<>();
        private final List<Claim> sorted = new ArrayList<>();
        private final List<Late> late = new ArrayList<>();
        private boolean erased;

        /** The latest instant that was decided by what happened then, and not by silence. */
        private long decidedByNews = Standing.NEVER_DECIDED;

        /** What happens at the very instant of a silence comes before it, so after it is too late already. */
        @SuppressWarnings("ReferenceEquality") // The very same facts when nothing new was told.
        void hear(Activity activity, @Nullable Standing before, long activeAt) {
            long decidedTo = before == null ? Standing.NEVER_DECIDED : before.decidedTo();
            Facts facts = before == null ? Facts.NONE : before.facts();
            erased |= activity instanceof Activity.Erased;
            boolean bySilence = activity.at() == decidedTo && decidedByNews != decidedTo;
            if (activity.at() < decidedTo || bySilence || activity.at() <= activeAt) {
                late.add(new Late(activity.eventId(), activity.at()));
            } else if (facts.after(activity) != facts) {
                decidedByNews = activity.at();
            }
        }
    }

    /** @param found is told of each customer who needs any */
    TwoHistories(Policies policies, Predicate<CustomerId> wanted, Consumer<Correction> found) {
        this.policies = policies;
        this.wanted = wanted;
        this.found = found;
    }

    @Override
    public void begin(Fold begun) {
        fold = begun;
    }

    private Fold fold() {
        return Objects.requireNonNull(fold);
    }

    private Of of(CustomerId customer) {
        return customers.computeIfAbsent(customer, one -> new Of());
    }

    @Override
    public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
        settle();
        Activation activation = Activation.of(decoded);
        if (decoded instanceof Tick tick) {
            latestTick = tick.getAt().toEpochMilli();
        } else if (activation != null) {
            active = activation;
            log.add(new Heard(activation.at(), null, sorted -> {
                sorted.hearTick(activation.at(), Mode.REPLAY);
                sorted.hear(activation);
            }));
        } else {
            CustomerId customer = CustomerId.fromKey(Objects.requireNonNull(entry.key()));
            return wanted.test(customer) && hears(customer, ActivityCodec.read(decoded));
        }
        return true;
    }

    private boolean hears(CustomerId customer, Activity activity) {
        of(customer).hear(activity, fold().standing(customer), activeAt);
        log.add(new Heard(
                activity.at(), customer, sorted -> sorted.hear(customer, activity, activity.at(), Mode.REPLAY)));
        return true;
    }

    /** What became active came late for who was decided about further ahead by what happened after it. */
    private void settle() {
        Activation activation = active;
        if (activation != null && fold().latest().number() > policy) {
            policy = fold().latest().number();
            activeAt = activation.at();
            for (Standing standing : fold().standings()) {
                if (standing.decidedTo() > activeAt) {
                    of(standing.customer()).late.add(new Late(activation.eventId(), activeAt));
                }
            }
        }
        active = null;
    }

    @Override
    public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
        of(announcement.customer())
                .published
                .add(new Superseded(DecisionCodec.id(announcement), Claim.of(announcement)));
    }

    /** Whether nobody was there. */
    boolean isEmpty() {
        return customers.isEmpty();
    }

    @Override
    public void end(Fold ended) {
        settle();
        ended.hearTick(latestTick, Mode.REPLAY);
        log.removeIf(each -> each.customer != null && of(each.customer).late.isEmpty());
        if (customers.values().stream().anyMatch(each -> !each.late.isEmpty())) {
            sort();
            customers.forEach(this::compare);
        }
    }

    private void sort() {
        log.sort(Comparator.comparingLong(Heard::at).thenComparing(Heard::isForEverybody));
        Fold sorted = new Fold(
                policies,
                (announcement, by, detectedAt, mode) ->
                        of(announcement.customer()).sorted.add(Claim.of(announcement)));
        log.forEach(each -> each.tell.accept(sorted));
        sorted.hearTick(latestTick, Mode.REPLAY);
    }

    private void compare(CustomerId customer, Of each) {
        if (each.late.isEmpty() || each.erased) {
            return;
        }
        Difference difference = Difference.between(each.published, each.sorted);
        if (!difference.isNone()) {
            List<String> because = each.late.stream()
                    .filter(late -> late.at <= difference.firstAt())
                    .map(Late::eventId)
                    .distinct()
                    .toList();
            found.accept(new Correction(customer, difference.superseded(), difference.added(), because));
        }
    }
}
