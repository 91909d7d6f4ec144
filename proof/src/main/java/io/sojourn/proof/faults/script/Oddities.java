package io.sojourn.proof.faults.script;

import io.sojourn.events.OrderCompleted;
import io.sojourn.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What else sources send: nobody in particular, what intake must refuse, and what was told before. */
public final class Oddities {
    private static final int UNKNOWN_ID = 987_654;
    private static final int OVERSIZED = 1_500_000;

    private Oddities() {}

    /** Orders without a customer. */
    public static List<Sending> guests(int many, Duration length) {
        return spread(many, length, (at, i) -> {
            String id = "guest-" + i;
            return new Sending(
                    at,
                    Topics.ORDERS,
                    null,
                    null,
                    (begin, wire) -> wire.encode(
                            Topics.ORDERS,
                            new OrderCompleted(id, null, id, begin.plus(at), Events.money(1_000), "USD", List.of())));
        });
    }

    /** Random bytes, half of them behind a zero as if they were ours. */
    public static List<Sending> poison(long seed, int many, Duration length) {
        SplittableRandom random = new SplittableRandom(seed);
        return spread(many, length, (at, i) -> {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            bytes[0] = i % 2 == 0 ? 0 : bytes[0];
            return Sending.bytes(at, Topics.INPUTS.get(i % Topics.INPUTS.size()), bytes);
        });
    }

    /** A schema the registry does not have, and no value at all. */
    public static List<Sending> unreadable(int many, Duration length) {
        byte[] unknown = ByteBuffer.allocate(9)
                .put((byte) 0)
                .putInt(UNKNOWN_ID)
                .putInt(1)
                .array();
        return spread(many, length, (at, i) -> Sending.bytes(at, Topics.VISITS, i % 2 == 0 ? unknown : null));
    }

    /** Larger than an event may be, and yet small enough for the topic. */
    public static List<Sending> oversized(int many, Duration length) {
        return spread(many, length, (at, i) -> Sending.bytes(at, Topics.ORDERS, new byte[OVERSIZED]));
    }

    /** Orders of customers of their own, dated so far from the beginning of the run; negative is before it. */
    public static List<Sending> dated(Duration fromBegin, int many, Duration length) {
        return spread(many, length, (at, i) -> {
            String customer = "dated-" + fromBegin.toDays() + "-" + i;
            return Sending.event(
                    at,
                    Topics.ORDERS,
                    customer,
                    begin -> new OrderCompleted(
                            customer + "-e1",
                            customer,
                            "1",
                            begin.plus(fromBegin),
                            Events.money(1_000),
                            "USD",
                            List.of()));
        });
    }

    /** Every {@code nth} order of the script once more, some time later, byte for byte. */
    public static List<Sending> again(Script script, int nth, Duration after) {
        List<Sending> again = new ArrayList<>();
        List<Sending> given = script.sendings();
        for (int i = 0; i < given.size(); i += nth) {
            again.add(given.get(i).later(given.get(i).at().plus(after)));
        }
        return again;
    }

    /** Orders of customers of their own, each told again later under the same ids with another total: the first counts. */
    public static List<Sending> contradictory(int many, Duration length) {
        return spread(many, length, (at, i) -> contradiction(at, i % (many / 2), i < many / 2 ? 1_000 : 2_000));
    }

    /** The first halves of them alone. */
    public static List<Sending> consistent(int many, Duration length) {
        return contradictory(many, length).subList(0, many / 2);
    }

    private static Sending contradiction(Duration at, int number, int total) {
        String customer = "teller-" + number;
        return Sending.event(
                at,
                Topics.ORDERS,
                customer,
                begin -> new OrderCompleted(
                        customer + "-e1",
                        customer,
                        "1",
                        begin.minus(Duration.ofDays(1)),
                        Events.money(total),
                        "USD",
                        List.of()));
    }

    /** One customer with so many orders. */
    public static List<Sending> hotKey(int many, Duration length) {
        List<Sending> sendings = new ArrayList<>();
        Events events = new Events("hot", sendings);
        for (int i = 0; i < many; i++) {
            Duration at = length.multipliedBy(i).dividedBy(many);
            events.order(at, at, "" + i, 1_000 + i);
        }
        return sendings;
    }

    /** Customers with one order each, all of whose deadlines are the same instant. */
    public static List<Sending> silentTogether(int many, Duration sentWithin, Duration instant) {
        return spread(many, sentWithin, (at, i) -> {
            String customer = "crowd-" + i;
            return Sending.event(
                    at,
                    Topics.ORDERS,
                    customer,
                    begin -> new OrderCompleted(
                            customer + "-e1",
                            customer,
                            "1",
                            begin.plus(instant).minus(Duration.ofDays(90)),
                            Events.money(1_000),
                            "USD",
                            List.of()));
        });
    }

    /** As a client with a partitioner of its own would place it: neither Kafka's hash nor its range. */
    public static Sending bySum(Sending sending, int partitions) {
        return sending.to(String.valueOf(sending.key()).chars().sum() % partitions);
    }

    private interface Numbered {
        Sending at(Duration at, int number);
    }

    private static List<Sending> spread(int many, Duration length, Numbered each) {
        List<Sending> all = new ArrayList<>(many);
        for (int i = 0; i < many; i++) {
            all.add(each.at(length.multipliedBy(i).dividedBy(many), i));
        }
        return all;
    }
}
