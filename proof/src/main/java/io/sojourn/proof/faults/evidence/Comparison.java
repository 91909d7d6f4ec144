package io.sojourn.proof.faults.evidence;

import io.sojourn.decisions.CustomerState;
import io.sojourn.events.CustomerErased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Two runs of one script, each seen from its own beginning. */
public final class Comparison {
    public static final String DECISIONS = "decisions = golden run";
    public static final String STATE = "state = golden run";
    public static final String FACTS = "facts = golden run";

    /** Told from when to when it became true, so it differs by the beginning too. */
    private static final String CHAIN = "chain";

    /** What is known of a customer whatever order it was told in. */
    private static final Set<String> TOLD = Set.of(
            "customerId",
            "firstSeenAt",
            "firstOrderAt",
            "orders",
            "spend",
            "currency",
            "visits",
            "lastVisitAt",
            "tickets",
            "ticketsOpen",
            "engagements");

    private Comparison() {}

    /** For scripts that arrive in the same order for each customer, whatever the fault. */
    public static List<Check> whole(Evidence run, Evidence golden) {
        return List.of(
                compare(DECISIONS, decisions(golden), decisions(run)), compare(STATE, states(golden), states(run)));
    }

    /** For scripts that arrive in another order: what is known at the end must be the same, how it was decided need not. */
    public static List<Check> facts(Evidence run, Evidence golden) {
        return List.of(compare(FACTS, facts(golden), facts(run)));
    }

    private static Check compare(String name, Map<String, ?> should, Map<String, ?> is) {
        Set<String> customers = new TreeSet<>(should.keySet());
        customers.addAll(is.keySet());
        List<String> faults = customers.stream()
                .filter(customer -> !String.valueOf(should.get(customer)).equals(String.valueOf(is.get(customer))))
                .map(customer -> customer + ": " + is.get(customer) + ", golden " + should.get(customer))
                .toList();
        return Check.of(name, customers.size(), faults);
    }

    /** Without who was erased, by a topic of its own: if an order comes behind it, nothing was ever decided. */
    private static Map<String, List<String>> decisions(Evidence run) {
        Map<String, List<String>> all = new TreeMap<>();
        Verifier.byCustomer(run.decisions())
                .forEach((customer, said) -> all.put(
                        customer,
                        said.stream()
                                .map(each -> each.id() + " " + each.from() + " → " + each.to() + " at "
                                        + (each.at() - run.begin().toEpochMilli()))
                                .toList()));
        run.ledger().stream()
                .filter(entry -> entry.record() instanceof CustomerErased)
                .forEach(entry -> all.remove(String.valueOf(entry.customer())));
        return all;
    }

    private static Map<String, Object> states(Evidence run) {
        Map<String, Object> all = new TreeMap<>();
        run.states().forEach((customer, state) -> all.put(customer, seenFrom(run.begin(), state)));
        return all;
    }

    private static Map<String, Object> facts(Evidence run) {
        Map<String, Object> all = new TreeMap<>();
        run.states().forEach((customer, state) -> {
            Map<String, Object> told = new TreeMap<>();
            for (Schema.Field field : CustomerState.getClassSchema().getFields()) {
                if (TOLD.contains(field.name())) {
                    told.put(field.name(), String.valueOf(seenFrom(run.begin(), state.get(field.pos()))));
                }
            }
            all.put(customer, told);
        });
        return all;
    }

    /** The value with each instant as milliseconds from the beginning. */
    private static @Nullable Object seenFrom(Instant begin, @Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toEpochMilli() - begin.toEpochMilli();
        } else if (value instanceof SpecificRecord record) {
            List<String> fields = new ArrayList<>();
            for (Schema.Field field : record.getSchema().getFields()) {
                if (!field.name().equals(CHAIN)) {
                    fields.add(field.name() + "=" + seenFrom(begin, record.get(field.pos())));
                }
            }
            return fields;
        } else if (value instanceof List<?> list) {
            List<String> each = new ArrayList<>();
            list.forEach(element -> each.add(String.valueOf(seenFrom(begin, element))));
            return each;
        }
        return value;
    }
}
