package io.sojourn.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.events.CustomerErased;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.PageViewed;
import io.sojourn.ledger.NumbersActivated;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What sources send: orders, some called off, visits, guests, events told twice, told late, dated ahead, erasures, and bytes
 * nobody can read; and whoever asks for policies. Each record bears its number in a header, which intake passes on.
 */
final class Sources {
    static final String NUMBER = "number";

    private static final int CUSTOMERS = 6;
    private static final long LATEST = 30;
    private static final BigDecimal TOTAL = BigDecimal.ONE.setScale(4);

    private final Broker broker;
    private final WireFormat wire;
    private final List<Sent> sent = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    Sources(Broker broker, WireFormat wire) {
        this.broker = broker;
        this.wire = wire;
    }

    List<Sent> sent() {
        return sent;
    }

    /** The ids under which policies were asked for. */
    Set<String> asked() {
        return asked;
    }

    /** Asks for a policy or for numbers, now and then under an id used before. */
    SpecificRecord ask(int detail) {
        Dice dice = new Dice(detail);
        boolean again = dice.roll(4) == 0;
        String id = "policy-" + Math.max(0, asked.size() - (again ? 1 : 0));
        String version = Integer.toString(1 + dice.roll(Places.VERSIONS.size()));
        SpecificRecord one =
                dice.roll(2) == 0 ? new PolicyActivated(id, null, version, 1) : new NumbersActivated(id, null, version);
        byte[] value = wire.encode(Topics.WATERMARKS, one);
        broker.append(
                new TopicPartition(Topics.WATERMARKS, 0), new Record<>(null, value, 0, new RecordHeaders()), null);
        asked.add(id);
        return one;
    }

    /** Sends what {@code detail} says. */
    Sent send(int detail) {
        Dice dice = new Dice(detail);
        int customer = dice.roll(CUSTOMERS);
        // Half of the customers send everything to one partition, the others wherever it falls.
        boolean oneDoor = customer % 2 == 1;
        int partition = oneDoor ? customer / 2 % Places.PARTITIONS : dice.roll(Places.PARTITIONS);
        int kind = dice.roll(17);
        String name = "customer-" + customer;
        Instant at = Instant.ofEpochMilli(broker.now() - lateness(dice));
        String id = "e" + sent.size();
        if (kind < 9) {
            return send(Topics.ORDERS, partition, Sent.Fate.ACCEPTED, order(id, name, at));
        }
        return switch (kind) {
            case 9, 10 -> again(dice, name, oneDoor, partition, id, at);
            case 11 -> send(Topics.ORDERS, partition, Sent.Fate.ACCEPTED, cancellation(dice, id, name, at));
            case 12 -> send(Topics.ORDERS, partition, Sent.Fate.GUEST, order(id, null, at));
            case 13 -> send(Topics.ORDERS, partition, Sent.Fate.REFUSED, order(id, name, tooFarAhead()));
            case 14 -> send(Topics.ORDERS, partition, Sent.Fate.REFUSED, null);
            case 15 ->
                oneDoor
                        ? send(Topics.ORDERS, partition, Sent.Fate.ACCEPTED, order(id, name, at))
                        : send(Topics.VISITS, partition, Sent.Fate.ACCEPTED, new PageViewed(id, name, at, null, null));
            default ->
                oneDoor
                        ? send(Topics.ORDERS, partition, Sent.Fate.ACCEPTED, order(id, name, at))
                        : send(Topics.PROFILES, partition, Sent.Fate.ACCEPTED, new CustomerErased(id, name, at, null));
        };
    }

    private Instant tooFarAhead() {
        return Instant.ofEpochMilli(broker.now()).plus(Places.MAX_AHEAD).plusMillis(1);
    }

    private static long lateness(Dice dice) {
        return switch (dice.roll(4)) {
            case 0 -> dice.roll((int) LATEST);
            case 1 -> -dice.roll((int) Places.MAX_AHEAD.toMillis() + 1);
            default -> 0;
        };
    }

    /** An earlier event of this customer once more; the first is an order. */
    private Sent again(Dice dice, String name, boolean oneDoor, int partition, String id, Instant at) {
        List<Sent> earlier = of(name);
        if (earlier.isEmpty()) {
            return send(Topics.ORDERS, partition, Sent.Fate.ACCEPTED, order(id, name, at));
        }
        Sent one = earlier.get(dice.roll(earlier.size()));
        int to = oneDoor ? one.partition().partition() : partition;
        return send(one.partition().topic(), to, Sent.Fate.ACCEPTED, one.event());
    }

    private OrderCancelled cancellation(Dice dice, String id, String name, Instant at) {
        List<String> orders = of(name).stream()
                .map(Sent::event)
                .filter(OrderCompleted.class::isInstance)
                .map(each -> ((OrderCompleted) each).getOrderId())
                .toList();
        String order = orders.isEmpty() ? "none" : orders.get(dice.roll(orders.size()));
        return OrderCancelled.newBuilder()
                .setEventId(id)
                .setCustomerId(name)
                .setOrderId(order)
                .setOccurredAt(at)
                .build();
    }

    private List<Sent> of(String customer) {
        return sent.stream()
                .filter(each -> each.fate() == Sent.Fate.ACCEPTED && customer.equals(each.customer()))
                .toList();
    }

    private static OrderCompleted order(String id, @Nullable String customer, Instant at) {
        return new OrderCompleted(id, customer, "order-" + id, at, TOTAL, "USD", List.of());
    }

    private Sent send(String topic, int partition, Sent.Fate fate, @Nullable SpecificRecord event) {
        TopicPartition to = new TopicPartition(topic, partition);
        byte[] value = event == null ? new byte[] {1, 2, 3} : wire.encode(topic, event);
        int number = sent.size();
        var headers = new RecordHeaders().add(NUMBER, Integer.toString(number).getBytes(UTF_8));
        Sent one = new Sent(number, to, broker.log(to).end(), broker.now(), fate, event);
        broker.append(to, new Record<>(null, value, 0, headers), null);
        sent.add(one);
        return one;
    }
}
