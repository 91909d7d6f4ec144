package io.sojourn.proof.faults.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Customers of every kind the reference ladder tells apart, made so that what is decided of them, and when it became true,
 * does not depend on what delays what. Deadlines of 90 and 180 days fall into the run itself, since last orders lie so
 * long ago.
 *
 * <p>Who is saved from silence by an order has it arrive {@code margin} before the deadline: a fault may hold back what
 * is sent for less than that, or a silence would rightly be found.
 */
public final class People {
    private static final Duration DORMANT = Duration.ofDays(90);
    private static final Duration CHURNED = Duration.ofDays(180);
    private static final Duration ROOM = Duration.ofSeconds(2);

    private final SplittableRandom random;
    private final Duration length;
    private final Duration margin;
    private final List<Sending> sendings = new ArrayList<>();

    private People(long seed, Duration length, Duration margin) {
        random = new SplittableRandom(seed);
        this.length = length;
        this.margin = margin;
    }

    /** So many of each kind, whose events are sent within {@code length}. */
    public static Script script(long seed, int ofEachKind, Duration length, Duration margin) {
        People people = new People(seed, length, margin);
        for (int i = 0; i < ofEachKind; i++) {
            people.fallsSilent("sleeper-" + i, DORMANT);
            people.fallsSilent("lost-" + i, CHURNED);
            people.comesBack("back-" + i);
            people.isSaved("saved-" + i);
            people.buys("buyer-" + i);
            people.looks("visitor-" + i);
            people.looksAndBuys("mixed-" + i);
        }
        return new Script(people.sendings, length.plus(margin).plus(ROOM));
    }

    /** So many who order and are erased; the one goes by another topic than the other, and may overtake it. */
    public static List<Sending> erased(long seed, int many, Duration length) {
        People people = new People(seed, length, Duration.ZERO);
        for (int i = 0; i < many; i++) {
            people.isErased("erased-" + i);
        }
        return people.sendings;
    }

    private void fallsSilent(String customer, Duration after) {
        of(customer)
                .order(
                        within(Duration.ZERO, length.dividedBy(2)),
                        within(Duration.ZERO, length).minus(after),
                        "1",
                        price());
    }

    private void comesBack(String customer) {
        Duration first = within(Duration.ZERO, length.dividedBy(2));
        Duration second = within(first.plusMillis(1), length);
        Events events = of(customer);
        events.order(first, within(first, second).minus(DORMANT), "1", price());
        events.order(second, second, "2", price());
    }

    private void isSaved(String customer) {
        Duration second = within(Duration.ofMillis(2), length);
        Events events = of(customer);
        events.order(
                within(Duration.ZERO, second.minusMillis(1)),
                second.plus(margin).minus(DORMANT),
                "1",
                price());
        events.order(second, second, "2", price());
    }

    private void buys(String customer) {
        Events events = of(customer);
        int orders = 1 + random.nextInt(7);
        Duration each = length.dividedBy(orders);
        for (int order = 0; order < orders; order++) {
            Duration at = within(
                    each.multipliedBy(order), each.multipliedBy(order + 1).minusMillis(2));
            int total = price();
            events.order(at, at, "" + order, total);
            switch (random.nextInt(10)) {
                case 0 -> events.refund(at.plusMillis(1), "" + order, total / 2);
                case 1 -> events.refund(at.plusMillis(1), "" + order, total);
                case 2 -> events.cancel(at.plusMillis(1), "" + order);
                case 3 -> events.update(at.plusMillis(1), "" + order, total + 100);
                default -> {
                    // The order stays as it is.
                }
            }
        }
    }

    private void looks(String customer) {
        Events events = of(customer);
        for (int visit = random.nextInt(3); visit >= 0; visit--) {
            Duration at = within(Duration.ZERO, length);
            events.visit(at, at);
        }
        events.ticket(within(Duration.ZERO, length));
        events.engagement(within(Duration.ZERO, length));
        events.profile(within(Duration.ZERO, length));
    }

    /** A visit goes by another topic than an order and may overtake it; dated so, it moves nobody's time. */
    private void looksAndBuys(String customer) {
        Events events = of(customer);
        Duration at = within(Duration.ZERO, length);
        events.order(at, at, "1", price());
        events.visit(within(Duration.ZERO, length), at);
    }

    private void isErased(String customer) {
        Events events = of(customer);
        Duration at = within(Duration.ZERO, length.minusMillis(1));
        events.order(at, at, "1", price());
        events.erasure(within(at.plusMillis(1), length));
    }

    private Events of(String customer) {
        return new Events(customer, sendings);
    }

    private int price() {
        return 500 + random.nextInt(20_000);
    }

    private Duration within(Duration from, Duration to) {
        return Duration.ofMillis(random.nextLong(from.toMillis(), Math.max(from.toMillis(), to.toMillis()) + 1));
    }
}
