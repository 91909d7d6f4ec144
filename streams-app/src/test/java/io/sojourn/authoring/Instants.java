package io.sojourn.authoring;

import io.sojourn.customer.Facts;
import io.sojourn.customer.Trail;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Age;
import io.sojourn.policy.Anniversary;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Contacts;
import io.sojourn.policy.Estimate;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Moment;
import io.sojourn.policy.Pending;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Score;
import io.sojourn.policy.Spend;
import io.sojourn.policy.Staying;
import io.sojourn.policy.Tag;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When to look at a customer, found without asking any condition when it changes: every span of time of the policy after
 * everything that happened, a millisecond before and behind too, and the flips of purchase models by halving.
 */
final class Instants {
    private static final long STEP = 20 * Span.DAYS.millis;
    private static final int STEPS = 40;
    private static final int DAYS = 2_000;

    private @Nullable Facts known;
    private List<Object> stood = List.of();
    private List<Long> flips = List.of();
    private NavigableSet<Long> instants = new TreeSet<>();
    private final Map<ZoneId, NavigableSet<Long>> midnights = new HashMap<>();

    /** The next after {@link Standing#lookAgainAt}, which is where we stand. */
    @SuppressWarnings("ReferenceEquality") // Estimates are of the facts alone: other flips come with other facts.
    long next(Policy policy, Standing standing) {
        long now = standing.lookAgainAt();
        boolean toldMore = known != standing.facts();
        if (toldMore) {
            known = standing.facts();
            flips = flips(policy, standing, now);
        }
        List<Object> stands = List.of(standing.posts(), standing.marks());
        if (toldMore || !stood.equals(stands)) {
            stood = stands;
            instants = instants(policy, standing);
            instants.addAll(flips);
        }
        Long next = instants.higher(now);
        @Nullable
        Long midnight = asksForDays(policy) ? midnights(standing.facts()).higher(now) : null;
        return Math.min(next == null ? Long.MAX_VALUE : next, midnight == null ? Long.MAX_VALUE : midnight);
    }

    private static NavigableSet<Long> instants(Policy policy, Standing standing) {
        NavigableSet<Long> instants = new TreeSet<>();
        Set<Long> spans = spans(policy);
        happened(standing)
                .forEach(from -> spans.forEach(span -> {
                    for (long at = from + span - 1; at <= from + span + 1; at++) {
                        instants.add(at);
                    }
                }));
        return instants;
    }

    private static boolean asksForDays(Policy policy) {
        return comparisons(policy).stream().anyMatch(each -> each.measure() instanceof Anniversary);
    }

    /** Where the customer lives, for as long as a history goes on. */
    private NavigableSet<Long> midnights(Facts facts) {
        ZoneId known = facts.profile().zone(Long.MAX_VALUE);
        return midnights.computeIfAbsent(known == null ? ZoneOffset.UTC : known, Instants::midnights);
    }

    private static NavigableSet<Long> midnights(ZoneId zone) {
        NavigableSet<Long> midnights = new TreeSet<>();
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = LocalDate.EPOCH.plusDays(LikelyHistory.START / Span.DAYS.millis + day);
            long midnight = date.atStartOfDay(zone).toInstant().toEpochMilli();
            midnights.addAll(List.of(midnight - 1, midnight, midnight + 1));
        }
        return midnights;
    }

    /** How many comparisons and tags there are that say when they change. */
    static int terms(Policy policy) {
        return comparisons(policy).size() + policy.tags().size();
    }

    /** What every comparison and tag of the policy says but one; all of them where that is negative. */
    static long said(Policy policy, Standing standing, int forgotten) {
        Moment moment = moment(standing, standing.lookAgainAt());
        List<Long> all = new ArrayList<>();
        comparisons(policy).forEach(each -> all.add(each.nextChange(moment)));
        List<Tag> tags = policy.tags();
        for (int i = 0; i < tags.size(); i++) {
            long ends = tags.get(i).expiresAt(standing.marks().get(i).since());
            all.add(standing.marks().get(i).isOn() && ends > moment.at() ? ends : Long.MAX_VALUE);
        }
        if (forgotten >= 0) {
            all.remove(forgotten);
        }
        return all.stream().mapToLong(each -> each).min().orElse(Long.MAX_VALUE);
    }

    private static LongStream happened(Standing standing) {
        Facts facts = standing.facts();
        return LongStream.concat(
                        LongStream.concat(
                                LongStream.of(
                                        facts.firstSeenAt(), facts.profile().updatedAt()),
                                LongStream.concat(
                                        standing.posts().stream().mapToLong(Standing.Post::since),
                                        standing.marks().stream().mapToLong(Standing.Marked::since))),
                        Stream.of(
                                        facts.purchases().counting(),
                                        facts.purchases().refunds(),
                                        facts.visits().trail(),
                                        facts.tickets().moves(),
                                        facts.engagements().all())
                                .flatMapToLong(Instants::times))
                .filter(at -> at > 0 && at < Long.MAX_VALUE);
    }

    private static LongStream times(Trail trail) {
        return LongStream.range(0, trail.size()).map(i -> trail.at((int) i));
    }

    private static Set<Long> spans(Policy policy) {
        Set<Long> spans = new TreeSet<>();
        for (Condition.Compare each : comparisons(policy)) {
            Measure measure = each.measure();
            if (measure instanceof Measure.Silence
                    || measure instanceof Pending
                    || measure instanceof Age
                    || measure instanceof Staying) {
                spans.add(each.threshold());
            } else if (measure instanceof Measure.Orders orders) {
                spans.add(orders.windowMillis());
            } else if (measure instanceof Contacts contacts) {
                spans.add(contacts.windowMillis());
            } else if (measure instanceof Spend spend) {
                spans.add(spend.windowMillis());
            } else if (measure instanceof Score score) {
                spans.add(score.cutPoints().windowMillis());
                score.cutPoints().recency().limits().forEach(limit -> spans.add(-limit));
            }
        }
        policy.tags().forEach(tag -> spans.add(tag.ttlMillis()));
        spans.remove(Measure.EVER);
        return spans;
    }

    /** Every millisecond at which a comparison with an estimate is answered otherwise than just before, from now on. */
    private static List<Long> flips(Policy policy, Standing standing, long now) {
        List<Long> flips = new ArrayList<>();
        for (Condition.Compare each : comparisons(policy)) {
            if (each.measure() instanceof Estimate) {
                long low = now;
                for (int step = 0; step < STEPS; step++) {
                    long high = low + STEP;
                    boolean held = each.holds(moment(standing, low));
                    if (each.holds(moment(standing, high)) != held) {
                        flips.add(between(each, standing, low, high, held));
                    }
                    low = high;
                }
            }
        }
        return flips;
    }

    private static long between(Condition.Compare compare, Standing standing, long from, long to, boolean held) {
        long low = from;
        long high = to;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (compare.holds(moment(standing, middle)) == held) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static Moment moment(Standing standing, long at) {
        return new Moment(standing.facts(), at, standing.posts(), standing.marks());
    }

    private static List<Condition.Compare> comparisons(Policy policy) {
        return policy.conditions()
                .flatMap(condition -> condition.comparisons().stream())
                .toList();
    }
}
