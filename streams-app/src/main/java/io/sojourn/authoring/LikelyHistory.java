package io.sojourn.authoring;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Trait;
import io.sojourn.policy.Age;
import io.sojourn.policy.Anniversary;
import io.sojourn.policy.Attribute;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Contacts;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Pending;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Score;
import io.sojourn.policy.Spend;
import io.sojourn.policy.Staying;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random histories that press where a policy decides: pauses about as long as its spans of time, and exactly so long. */
final class LikelyHistory {
    /** 2023-01-01T00:00:00Z. */
    static final long START = 1_672_531_200_000L;

    private static final ActivityKind[] MOVES = {ActivityKind.TICKET, ActivityKind.RESOLUTION, ActivityKind.REOPENING};

    private static final List<String> ZONES = List.of("UTC", "Asia/Shanghai", "America/New_York");
    private static final int STARS = 5;
    private static final int DICE = 16;

    /** What somebody does again and again: else nobody ever did anything often. */
    private record Habit(int dice, String kind) {}

    private final List<Long> spans;
    private final long dearest;
    private final List<String> kinds;
    private final List<Map<String, String>> profiles;

    LikelyHistory(Policy policy) {
        List<Condition.Compare> comparisons = comparisons(policy).toList();
        spans = spans(comparisons);
        dearest = dearest(comparisons);
        kinds = kinds(comparisons);
        profiles = profiles(comparisons);
    }

    /** Every comparison of a policy. */
    static Stream<Condition.Compare> comparisons(Policy policy) {
        return policy.conditions().flatMap(condition -> condition.comparisons().stream());
    }

    /** So many things, told in the order they happened, but for one in eight that is told late. */
    List<Activity> draw(SplittableRandom random, int length) {
        List<Activity> history = new ArrayList<>();
        List<String> orders = new ArrayList<>();
        Habit habit = new Habit(random.nextInt(DICE), one(random, kinds));
        long at = START;
        for (int i = 0; i < length; i++) {
            at += pause(random);
            boolean late = random.nextInt(8) == 0;
            history.add(activity(random, i, late ? Math.max(START, at - pause(random)) : at, orders, habit));
        }
        return history;
    }

    private long pause(SplittableRandom random) {
        long span = spans.get(random.nextInt(spans.size()));
        return switch (random.nextInt(8)) {
            case 0 -> span;
            case 1 -> span + random.nextLong(-1, 2);
            case 2 -> 0;
            case 3 -> random.nextLong(2 * span);
            default -> random.nextLong(1 + span / (2 + random.nextInt(12)));
        };
    }

    private Activity activity(SplittableRandom random, int number, long at, List<String> orders, Habit habit) {
        String event = "e" + number;
        int dice = random.nextInt(4) == 0 ? habit.dice : random.nextInt(DICE);
        if (dice < 7 || (orders.isEmpty() && dice < 10)) {
            orders.add("o" + number);
            return new Activity.Ordered(event, at, "o" + number, random.nextLong(1, dearest), "USD");
        }
        return switch (dice) {
            case 7, 8 -> new Activity.Refunded(event, at, any(random, orders), random.nextLong(1, dearest));
            case 9 -> new Activity.OrderCancelled(event, at, any(random, orders));
            case 10 -> new Activity.Refunded(event, at, null, random.nextLong(1, 1_000_000));
            case 11 -> aboutTicket(random, event, at, "t" + random.nextInt(2));
            case 12 ->
                new Activity.Engaged(
                        event, at, random.nextBoolean() ? habit.kind : one(random, kinds), random.nextBoolean());
            case 13 -> new Activity.ProfileUpdated(event, at, one(random, profiles));
            default -> new Activity.Visited(event, at, random.nextBoolean());
        };
    }

    private static Activity aboutTicket(SplittableRandom random, String event, long at, String ticket) {
        return switch (random.nextInt(5)) {
            case 0 -> new Activity.TicketReplied(event, at, ticket, random.nextBoolean());
            case 1 -> new Activity.TicketRated(event, at, ticket, random.nextInt(1, STARS + 1));
            default ->
                new Activity.TicketMoved(event, at, MOVES[random.nextInt(MOVES.length)], ticket, random.nextBoolean());
        };
    }

    private static <T> T one(SplittableRandom random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String any(SplittableRandom random, List<String> orders) {
        return orders.get(orders.size() - 1 - random.nextInt(Math.min(3, orders.size())));
    }

    /** All the spans of time that stand in a policy; a month too, for one without any. */
    private static List<Long> spans(List<Condition.Compare> comparisons) {
        List<Long> spans = new ArrayList<>(List.of(30 * Span.DAYS.millis));
        comparisons.stream()
                .map(LikelyHistory::span)
                .filter(span -> span > 1 && span != Measure.EVER)
                .forEach(spans::add);
        return spans;
    }

    /** The dearest order: of a few the sum is about what a policy asks for. */
    private static long dearest(List<Condition.Compare> comparisons) {
        return comparisons.stream()
                .filter(each -> each.measure() instanceof Spend)
                .mapToLong(each -> each.threshold() / 2)
                .reduce(4_000_000, Math::max);
    }

    /** The kinds of engagements a policy asks for; another too. */
    private static List<String> kinds(List<Condition.Compare> comparisons) {
        List<String> kinds = new ArrayList<>(List.of("email-opened"));
        comparisons.forEach(each -> {
            if (each.measure() instanceof Contacts contacts && !contacts.kind().isEmpty()) {
                kinds.add(contacts.kind());
            }
        });
        return kinds;
    }

    /** What becomes known of people: each attribute a policy asks for, with its value, another and none; where they live. */
    private static List<Map<String, String>> profiles(List<Condition.Compare> comparisons) {
        List<Map<String, String>> profiles = new ArrayList<>(List.of(Map.of()));
        ZONES.forEach(zone -> profiles.add(Map.of(Trait.ZONE.attribute(), zone)));
        comparisons.forEach(each -> {
            if (each.measure() instanceof Attribute attribute) {
                profiles.add(Map.of(attribute.name(), attribute.value()));
                profiles.add(Map.of(attribute.name(), "another"));
                profiles.add(Map.of(attribute.name(), ""));
            } else if (each.measure() instanceof Anniversary anniversary) {
                profiles.add(Map.of(anniversary.of(), date(anniversary, "-02-29")));
                profiles.add(Map.of(anniversary.of(), date(anniversary, "-03-31")));
            }
        });
        return profiles;
    }

    private static String date(Anniversary anniversary, String day) {
        String instant = anniversary.of().equals(Anniversary.REGISTERED) ? "T22:30:00Z" : "";
        return (anniversary.of().equals(Anniversary.BIRTHDAY) ? "1992" : "2024") + day + instant;
    }

    private static long span(Condition.Compare compare) {
        Measure measure = compare.measure();
        if (measure instanceof Measure.Silence
                || measure instanceof Pending
                || measure instanceof Age
                || measure instanceof Staying) {
            return compare.threshold();
        } else if (measure instanceof Measure.Orders orders) {
            return orders.windowMillis();
        } else if (measure instanceof Contacts contacts) {
            return contacts.windowMillis();
        } else if (measure instanceof Spend spend) {
            return spend.windowMillis();
        }
        return measure instanceof Score score
                ? -score.cutPoints().recency().limits().get(0)
                : 0;
    }
}
