package io.sojourn.replay;

import io.sojourn.authoring.ReadOnce;
import io.sojourn.events.CustomerErased;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.OrderUpdated;
import io.sojourn.events.PageViewed;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * A few customers, drawn at random, over 200 days with a tick a day, the last of them no more, and policies that become active. Whatever happens does so at
 * quarters of days, and deadlines are whole days: much stands at the very same instant.
 */
final class HistoryOfTests {
    static final int DAYS = 200;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration QUARTER = Duration.ofHours(6);
    private static final int CUSTOMERS = 5;
    private static final ReadOnce READER = new ReadOnce();

    private final WireFormat wire;
    private final SplittableRandom random;
    private final boolean late;
    private final int lateOneIn;
    private final int aheadOneIn;
    private final List<Told> told = new ArrayList<>();
    private final List<PolicyActivated> activations = new ArrayList<>();

    /** An event as it arrived. */
    record Told(String customer, String eventId, SpecificRecord event, Instant at, int day) {}

    /** @param late whether something is told late, or ahead of its time */
    HistoryOfTests(long seed, boolean late, WireFormat wire) {
        this.wire = wire;
        this.late = late;
        random = new SplittableRandom(seed);
        lateOneIn = random.nextBoolean() ? 4 : 60;
        aheadOneIn = random.nextBoolean() ? 4 : 20;
        int policies = random.nextInt(3);
        for (int i = 0; i < policies; i++) {
            activations.add(activation("p" + i, 20 + random.nextInt(DAYS - 40), i));
        }
        activations.sort(Comparator.comparing(PolicyActivated::getAt));
        for (int day = 0; day <= DAYS; day++) {
            List<Told> today = new ArrayList<>();
            for (int n = random.nextInt(3); n > 0; n--) {
                today.add(one("c" + random.nextInt(CUSTOMERS), day));
            }
            if (!late) {
                today.sort(Comparator.comparing(Told::at));
            }
            told.addAll(today);
        }
    }

    static Policies policies() {
        return new Policies(
                ReferencePolicy.after(Duration.ofDays(30), Duration.ofDays(60), Duration.ofDays(120)), READER);
    }

    static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    static PolicyActivated activation(String id, int day, int more) {
        return new PolicyActivated(id, day(day), """
                policy: shop
                version: %d
                ladders:
                  - id: reference
                    title: {en: Lifecycle, zh: 客户生命周期}
                    initial: PROSPECT
                    stages:
                      - {id: CHURNED, title: {en: Churned, zh: 流失客户}, when: "silence('order') >= days(%d)"}
                      - {id: DORMANT, title: {en: Dormant, zh: 沉默客户}, when: "silence('order') >= days(20)"}
                      - {id: WON_BACK, title: {en: Won back, zh: 赢回客户}, from: [DORMANT, CHURNED], on: order}
                      - {id: ACTIVE, title: {en: Active, zh: 活跃客户}, when: orders(days(40)) >= 2}
                      - {id: NEW, title: {en: New, zh: 新客户}, when: orders() >= 1}
                      - {id: PROSPECT, title: {en: Prospect, zh: 潜在客户}, when: "true"}
                tags:
                  - {id: looking, title: {en: Looking, zh: 意向}, when: visits(days(10)) >= 2}
                  - {id: welcome, title: {en: Welcome, zh: 迎新}, ttl: days(15), when: orders() >= 1}
                  - {id: big, title: {en: Big, zh: 高价值}, when: spend(days(60)) >= 30.0}
                  - {id: big-quiet, title: {en: Quiet, zh: 沉默}, when: "tag('big') && silence('order') >= days(10)"}
                warnings:
                  - id: quiet
                    title: {en: Quiet, zh: 沉默预警}
                    level: notice
                    when: silence('order') >= days(10)
                    escalate:
                      - {level: warning, when: silence('order') >= days(15)}
                      - {level: critical, when: silence('order') >= days(25)}
                    act-within: days(5)
                care-moments:
                  - {id: call, title: {en: Call, zh: 回访}, when: silence('visit') >= days(12), act-within: days(3)}
                """.formatted(2 + more, 40 + 5 * more), 120);
    }

    private Told one(String customer, int day) {
        Instant at = day(day).plus(QUARTER.multipliedBy(1 + random.nextInt(3)));
        if (late && random.nextInt(lateOneIn) == 0) {
            at = at.minus(QUARTER.multipliedBy(random.nextInt(200)));
        } else if (late && random.nextInt(aheadOneIn) == 0) {
            at = at.plus(QUARTER.multipliedBy(random.nextInt(12)));
        }
        String id = "e" + told.size() + "-" + day + "-" + random.nextInt(1_000_000);
        List<OrderCompleted> orders = told.stream()
                .filter(each -> each.customer.equals(customer))
                .filter(each -> each.event instanceof OrderCompleted)
                .map(each -> (OrderCompleted) each.event)
                .toList();
        int kind = random.nextInt(10);
        String order = orders.isEmpty()
                ? "unknown"
                : orders.get(random.nextInt(orders.size())).getOrderId();
        boolean erased = random.nextInt(8) == 0;
        return new Told(customer, id, event(customer, id, kind, order, at, erased), at, day);
    }

    private static SpecificRecord event(
            String customer, String id, int kind, String order, Instant at, boolean erased) {
        return switch (kind) {
            case 0 -> refund(customer, id, order, at, "4.0000");
            case 1 -> refund(customer, id, order, at, "10.0000");
            case 2 ->
                OrderCancelled.newBuilder()
                        .setEventId(id)
                        .setCustomerId(customer)
                        .setOrderId(order)
                        .setOccurredAt(at)
                        .build();
            case 3 ->
                OrderUpdated.newBuilder()
                        .setEventId(id)
                        .setCustomerId(customer)
                        .setOrderId(order)
                        .setOccurredAt(at)
                        .setTotal(new BigDecimal("25.0000"))
                        .setCurrency("USD")
                        .build();
            case 4, 5 ->
                PageViewed.newBuilder()
                        .setEventId(id)
                        .setCustomerId(customer)
                        .setOccurredAt(at)
                        .build();
            case 6 -> order(customer, id, order, at);
            case 7 -> erased ? new CustomerErased(id, customer, at, null) : order(customer, id, id, at);
            default -> order(customer, id, id, at);
        };
    }

    static OrderCompleted order(String customer, String eventId, String order, Instant at) {
        return new OrderCompleted(eventId, customer, order, at, new BigDecimal("10.0000"), "USD", List.of());
    }

    private static OrderRefunded refund(String customer, String id, String order, Instant at, String amount) {
        return OrderRefunded.newBuilder()
                .setEventId(id)
                .setCustomerId(customer)
                .setOrderId(order)
                .setOccurredAt(at)
                .setAmount(new BigDecimal(amount))
                .setCurrency("USD")
                .build();
    }

    /** Whether this customer was ever erased. */
    boolean isErased(String customer) {
        return told.stream().anyMatch(each -> each.customer.equals(customer) && each.event instanceof CustomerErased);
    }

    List<Told> told() {
        return told;
    }

    List<PolicyActivated> activations() {
        return activations;
    }

    /** As it was told. */
    LedgerOfTests asTold() {
        LedgerOfTests ledger = new LedgerOfTests(wire, 2);
        int next = 0;
        for (int day = 0; day <= DAYS; day++) {
            for (; next < told.size() && told.get(next).day == day; next++) {
                add(told.get(next), day(day).plusSeconds(next), ledger);
            }
            if (day < DAYS) {
                tick(day + 1, ledger);
            }
        }
        return ledger;
    }

    /** As if everything had been told when it happened. */
    LedgerOfTests sorted() {
        LedgerOfTests ledger = new LedgerOfTests(wire, 2);
        List<Told> inOrder = new ArrayList<>(told);
        inOrder.sort(Comparator.comparing(Told::at));
        int next = 0;
        for (int day = -60; day < DAYS; day++) {
            for (; next < inOrder.size() && !inOrder.get(next).at.isAfter(day(day + 1)); next++) {
                add(inOrder.get(next), inOrder.get(next).at, ledger);
            }
            tick(day + 1, ledger);
        }
        for (; next < inOrder.size(); next++) {
            add(inOrder.get(next), inOrder.get(next).at, ledger);
        }
        return ledger;
    }

    private static void add(Told one, Instant arrived, LedgerOfTests ledger) {
        ledger.add(one.customer, one.event, arrived);
    }

    /** With what becomes active below it, told twice as the clock may. */
    private void tick(int day, LedgerOfTests ledger) {
        ledger.tick(day(day));
        for (PolicyActivated each : activations) {
            if (each.getAt().equals(day(day))) {
                ledger.add(each, day(day));
                ledger.add(each, day(day));
            }
        }
    }
}
