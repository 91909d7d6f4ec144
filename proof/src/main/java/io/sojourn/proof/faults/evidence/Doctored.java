package io.sojourn.proof.faults.evidence;

import io.sojourn.decisions.CustomerState;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.ProductViewed;
import io.sojourn.ledger.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs as they would look if something had gone wrong: a verifier that lets one of them pass proves nothing. */
public final class Doctored {
    private Doctored() {}

    /** An event that never came into the ledger. */
    public static Evidence lost(Evidence run) {
        List<Evidence.Entry> ledger = new ArrayList<>(run.ledger());
        ledger.remove(middleOrder(run));
        return with(run, ledger);
    }

    /** An event that came in twice. */
    public static Evidence doubled(Evidence run) {
        List<Evidence.Entry> ledger = new ArrayList<>(run.ledger());
        Evidence.Entry order = middleOrder(run);
        ledger.add(ledger.indexOf(order), order);
        return with(run, ledger);
    }

    /** A ledger in which an order was given another date afterwards. */
    public static Evidence tampered(Evidence run) {
        List<Evidence.Entry> ledger = new ArrayList<>(run.ledger());
        Evidence.Entry order = middleOrder(run);
        OrderCompleted told = (OrderCompleted) order.record();
        OrderCompleted other = OrderCompleted.newBuilder(told)
                .setOccurredAt(told.getOccurredAt().minusSeconds(1))
                .build();
        ledger.set(
                ledger.indexOf(order),
                new Evidence.Entry(
                        order.partition(),
                        order.offset(),
                        order.customer(),
                        order.timestamp(),
                        order.from(),
                        other,
                        order.decided()));
        return with(run, ledger);
    }

    /** A tick that did not wait for the last event of its partition. */
    public static Evidence overtaken(Evidence run) {
        Evidence.Entry order = middleOrder(run);
        Evidence.Entry tick = run.ledger().stream()
                .filter(each -> each.record() instanceof Tick at
                        && each.partition() == order.partition()
                        && at.getAt().toEpochMilli() >= order.timestamp())
                .findFirst()
                .orElseThrow();
        List<Evidence.Entry> ledger = new ArrayList<>(run.ledger());
        ledger.remove(tick);
        ledger.add(ledger.indexOf(order), tick);
        return with(run, ledger);
    }

    /** A decision that was announced twice. */
    public static Evidence saidTwice(Evidence run) {
        List<Said> decisions = new ArrayList<>(run.decisions());
        decisions.add(decisions.get(decisions.size() / 2));
        return with(run, decisions, run.states(), run.kept());
    }

    /** A decision that was not announced, though one after it was. */
    public static Evidence unsaid(Evidence run) {
        List<Said> decisions = new ArrayList<>(run.decisions());
        Said followed = decisions.stream()
                .filter(each -> decisions.stream()
                        .anyMatch(next -> next.customer().equals(each.customer())
                                && next.subject().equals(each.subject())
                                && next.ordinal() == each.ordinal() + 1))
                .findFirst()
                .orElseThrow();
        decisions.remove(followed);
        return with(run, decisions, run.states(), run.kept());
    }

    /** A silence found a second too late. */
    public static Evidence late(Evidence run) {
        List<Said> decisions = new ArrayList<>(run.decisions());
        Said said = decisions.stream()
                .filter(each -> each.to().equals("DORMANT"))
                .findFirst()
                .orElseThrow();
        decisions.set(decisions.indexOf(said), said.at(said.at() + 1_000));
        return with(run, decisions, run.states(), run.kept());
    }

    /** A customer whose state was forgotten on the way to its topic. */
    public static Evidence unpublished(Evidence run) {
        return with(run, run.decisions(), withoutOne(run.states()), run.kept());
    }

    /** A customer whom the changelog does not know. */
    public static Evidence forgotten(Evidence run) {
        return with(run, run.decisions(), run.states(), withoutOne(run.kept()));
    }

    /** A transaction nobody ended. */
    public static Evidence open(Evidence run) {
        return new Evidence(
                run.begin(),
                run.sent(),
                run.inputs(),
                run.ledger(),
                run.aside(),
                run.decisions(),
                run.states(),
                run.kept(),
                List.of("somebody's is ONGOING"));
    }

    /** The same ledger, decided as if every event and order were new: what a pipeline without deduplication would say. */
    public static Evidence withoutDeduplication(Evidence run) {
        List<Evidence.Entry> ledger = run.ledger().stream()
                .map(entry -> entry.record() instanceof OrderCompleted told ? distinct(entry, told) : entry)
                .toList();
        Replay replay = Replay.of(ledger);
        return with(run, replay.decisions(), replay.states(), replay.states());
    }

    /** The ledger decided a second time over what was decided from it before, as if every event and order were new. */
    public static Evidence decidedTwice(Evidence run) {
        List<Evidence.Entry> ledger = new ArrayList<>(run.ledger());
        run.ledger().stream()
                .filter(entry -> entry.record() instanceof OrderCompleted)
                .forEach(entry -> ledger.add(distinct(entry, (OrderCompleted) entry.record())));
        Replay replay = Replay.of(ledger);
        return with(run, replay.decisions(), replay.states(), replay.states());
    }

    /** The ledger decided without one of its orders. */
    public static Evidence overlooked(Evidence run) {
        Replay replay = Replay.of(lost(run).ledger());
        return with(run, replay.decisions(), replay.states(), replay.states());
    }

    /** An event that was refused though nothing is wrong with it. */
    public static Evidence deadLettered(Evidence run) {
        List<Evidence.Numbered> aside = new ArrayList<>(run.aside());
        aside.add(middleOrder(run).from());
        Evidence lost = lost(run);
        Replay replay = Replay.of(lost.ledger());
        return new Evidence(
                run.begin(),
                run.sent(),
                run.inputs(),
                lost.ledger(),
                aside,
                replay.decisions(),
                replay.states(),
                replay.states(),
                run.openTransactions());
    }

    /** A refused record, or a guest's, that is nowhere. */
    public static Evidence swallowed(Evidence run) {
        return new Evidence(
                run.begin(),
                run.sent(),
                run.inputs(),
                run.ledger(),
                run.aside().subList(1, run.aside().size()),
                run.decisions(),
                run.states(),
                run.kept(),
                run.openTransactions());
    }

    /** Each customer decided about in two places, by what came on {@code orders} and by all else. */
    public static Evidence split(Evidence run) {
        List<Evidence.Entry> ledger = run.ledger().stream()
                .map(entry -> new Evidence.Entry(
                        entry.record() instanceof ProductViewed ? entry.partition() + 1_000 : entry.partition(),
                        entry.offset(),
                        entry.customer(),
                        entry.timestamp(),
                        entry.from(),
                        entry.record(),
                        entry.decided()))
                .toList();
        Replay replay = Replay.of(ledger);
        return with(run, replay.decisions(), replay.states(), replay.states());
    }

    private static Evidence.Entry distinct(Evidence.Entry entry, OrderCompleted told) {
        OrderCompleted other = OrderCompleted.newBuilder(told)
                .setEventId(told.getEventId() + "#" + entry.offset())
                .setOrderId(told.getOrderId() + "#" + entry.offset())
                .build();
        return new Evidence.Entry(
                entry.partition(),
                entry.offset(),
                entry.customer(),
                entry.timestamp(),
                entry.from(),
                other,
                entry.decided());
    }

    private static Evidence.Entry middleOrder(Evidence run) {
        List<Evidence.Entry> orders = run.ledger().stream()
                .filter(each -> each.record() instanceof OrderCompleted)
                .toList();
        return orders.get(orders.size() / 2);
    }

    private static Map<String, CustomerState> withoutOne(Map<String, CustomerState> states) {
        Map<String, CustomerState> left = new TreeMap<>(states);
        left.remove(states.keySet().iterator().next());
        return left;
    }

    private static Evidence with(Evidence run, List<Evidence.Entry> ledger) {
        return new Evidence(
                run.begin(),
                run.sent(),
                run.inputs(),
                ledger,
                run.aside(),
                run.decisions(),
                run.states(),
                run.kept(),
                run.openTransactions());
    }

    private static Evidence with(
            Evidence run, List<Said> decisions, Map<String, CustomerState> states, Map<String, CustomerState> kept) {
        return new Evidence(
                run.begin(),
                run.sent(),
                run.inputs(),
                run.ledger(),
                run.aside(),
                decisions,
                states,
                kept,
                run.openTransactions());
    }
}
