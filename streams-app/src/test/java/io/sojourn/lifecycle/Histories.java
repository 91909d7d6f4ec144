package io.sojourn.lifecycle;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random histories of one customer, the same for the same seed: few orders, much done to them, long silences. */
public final class Histories {
    private static final ActivityKind[] MOVES = {
        ActivityKind.TICKET, ActivityKind.REPLY, ActivityKind.RESOLUTION, ActivityKind.REOPENING, ActivityKind.RATING
    };

    private final SplittableRandom random;
    private final long unit;
    private final List<String> orders = new ArrayList<>();

    private Histories(SplittableRandom random, long unit) {
        this.random = random;
        this.unit = unit;
    }

    /** So many things at whole multiples of {@code unit}, in the order they happened. */
    public static List<Activity> inOrder(SplittableRandom random, int length, long unit) {
        Histories source = new Histories(random, unit);
        List<Activity> history = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < length; i++) {
            at += source.pause();
            history.add(source.activity(i, at));
        }
        return history;
    }

    /** The same, in the order they are told, which is not quite the order they happened in. */
    public static List<Activity> late(SplittableRandom random, int length, long unit) {
        List<Activity> history = inOrder(random, length, unit);
        record Told(Activity activity, long at) {}
        return history.stream()
                .map(each -> new Told(each, each.at() + (random.nextInt(4) == 0 ? random.nextLong(120) * unit : 0)))
                .sorted(Comparator.comparingLong(Told::at))
                .map(Told::activity)
                .toList();
    }

    /** The same history of somebody who is erased now and then. */
    static List<Activity> erasing(SplittableRandom random, List<Activity> history) {
        return history.stream()
                .map(each -> random.nextInt(12) == 0 ? new Activity.Erased(each.eventId(), each.at()) : each)
                .toList();
    }

    /** Mostly short, sometimes exactly the length of a deadline, or about it. */
    private long pause() {
        return switch (random.nextInt(10)) {
            case 0 -> 90 * unit;
            case 1 -> 180 * unit;
            case 2 -> random.nextLong(80, 200) * unit;
            case 3 -> 0;
            default -> random.nextLong(30) * unit;
        };
    }

    private Activity activity(int number, long at) {
        String event = "e-" + number;
        int dice = random.nextInt(20);
        if (dice < 8 || orders.isEmpty()) {
            boolean again = dice == 0 && !orders.isEmpty();
            String order = again ? someOrder() : "o-" + number;
            orders.add(order);
            return new Activity.Ordered(event, at, order, random.nextLong(0, 5), "USD");
        }
        return switch (dice) {
            case 8, 9 -> new Activity.Refunded(event, at, someOrder(), random.nextLong(-1, 4));
            case 10 -> new Activity.Refunded(event, at, null, random.nextLong(4));
            case 11 -> new Activity.Refunded(event, at, "unknown", random.nextLong(4));
            case 12, 13 -> new Activity.OrderCancelled(event, at, someOrder());
            case 14 -> new Activity.OrderUpdated(event, at, someOrder(), random.nextLong(5));
            case 15 ->
                Happening.ticket(
                        event,
                        at,
                        MOVES[random.nextInt(MOVES.length)],
                        "t-" + random.nextInt(2),
                        random.nextBoolean(),
                        random.nextInt(1, 6));
            case 16 -> new Activity.Engaged(event, at, "kind-" + random.nextInt(3), random.nextBoolean());
            case 17 -> new Activity.ProfileUpdated(event, at, Map.of("a-" + random.nextInt(3), "v-" + number));
            default -> new Activity.Visited(event, at, random.nextBoolean());
        };
    }

    /** One of the latest, or one still to come. */
    private String someOrder() {
        int index = orders.size() - random.nextInt(Math.min(3, orders.size())) - 1;
        return random.nextInt(8) == 0 ? "o-" + (orders.size() + random.nextInt(20)) : orders.get(index);
    }
}
