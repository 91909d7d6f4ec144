package io.sojourn.proof.faults.evidence;

import io.sojourn.decisions.CustomerState;
import io.sojourn.ledger.Tick;
import io.sojourn.stream.Activation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be concluded from a run by itself; {@link Comparison} holds it against another. */
public final class Verifier {
    public static final String CONSERVATION = "every input once";
    public static final String REPLAY = "decisions = replay of the ledger";
    public static final String UNIQUE = "ids unique";
    public static final String LINKED = "from = previous to";
    public static final String STATE = "state = replay of the ledger";
    public static final String CHANGELOG = "changelog = replay of the ledger";
    public static final String CLOCK = "no tick overtook an event";
    public static final String TRANSACTIONS = "no transaction left open";

    private final Evidence run;
    private final Replay replay;

    private Verifier(Evidence run) {
        this.run = run;
        replay = Replay.of(run.ledger());
    }

    /** Everything that must hold of any run. */
    public static List<Check> checks(Evidence run) {
        Verifier verifier = new Verifier(run);
        return List.of(
                verifier.conservation(),
                verifier.decisions(),
                verifier.unique(),
                verifier.linked(),
                same(STATE, verifier.replay.states(), run.states()),
                same(CHANGELOG, verifier.replay.states(), run.kept()),
                verifier.clock(),
                Check.of(TRANSACTIONS, run.openTransactions().size(), run.openTransactions()));
    }

    private Check conservation() {
        Map<Integer, List<Evidence.Numbered>> places = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (Evidence.Entry entry : run.ledger()) {
            if (!isOfTheClock(entry)) {
                places.computeIfAbsent(entry.from().number(), number -> new ArrayList<>())
                        .add(entry.from());
            }
        }
        run.aside()
                .forEach(each -> places.computeIfAbsent(each.number(), number -> new ArrayList<>())
                        .add(each));
        Set<Integer> given = new HashSet<>();
        for (Evidence.Numbered input : run.inputs()) {
            List<Evidence.Numbered> found = places.getOrDefault(input.number(), List.of());
            if (!given.add(input.number())) {
                faults.add("number " + input.number() + " stands twice on the inputs");
            } else if (found.size() != 1) {
                faults.add("number " + input.number() + " of " + input.where() + " stands at "
                        + found.stream().map(Evidence.Numbered::where).toList());
            } else if (!Objects.equals(found.get(0).value(), input.value())) {
                faults.add("number " + input.number() + " has other bytes in "
                        + found.get(0).where());
            }
        }
        if (given.size() != run.sent()) {
            faults.add(run.sent() + " sent, " + given.size() + " on the inputs");
        }
        places.keySet().stream()
                .filter(number -> !given.contains(number))
                .forEach(number -> faults.add("number " + number + " came from nowhere"));
        return Check.of(CONSERVATION, run.inputs().size(), faults);
    }

    private Check decisions() {
        Map<String, List<Said>> published = byCustomer(run.decisions());
        Map<String, List<Said>> folded = byCustomer(replay.decisions());
        List<String> faults = new ArrayList<>();
        Set<String> customers = new TreeSet<>(published.keySet());
        customers.addAll(folded.keySet());
        for (String customer : customers) {
            List<Said> is = published.getOrDefault(customer, List.of());
            List<Said> should = folded.getOrDefault(customer, List.of());
            if (!is.equals(should)) {
                faults.add(customer + ": published " + is + ", the ledger says " + should);
            }
        }
        return Check.of(REPLAY, run.decisions().size(), faults);
    }

    private Check unique() {
        Set<String> ids = new HashSet<>();
        List<String> faults = run.decisions().stream()
                .map(Said::id)
                .filter(id -> !ids.add(id))
                .toList();
        return Check.of(UNIQUE, run.decisions().size(), faults);
    }

    private Check linked() {
        Map<String, Said> latest = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (Said said : run.decisions()) {
            Said before = latest.put(said.customer() + "/" + said.subject(), said);
            boolean follows = before == null
                    ? said.ordinal() == 1
                    : said.ordinal() == before.ordinal() + 1 && said.from().equals(before.to());
            if (!follows) {
                faults.add(said.id() + " from " + said.from() + " after " + before);
            }
        }
        return Check.of(LINKED, run.decisions().size(), faults);
    }

    private Check clock() {
        Map<Integer, Long> ticks = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (Evidence.Entry entry : run.ledger()) {
            if (entry.record() instanceof Tick tick) {
                ticks.merge(entry.partition(), tick.getAt().toEpochMilli(), Math::max);
            } else if (!isOfTheClock(entry)
                    && entry.timestamp() <= ticks.getOrDefault(entry.partition(), Long.MIN_VALUE)) {
                faults.add("offset " + entry.offset() + " of partition " + entry.partition() + " arrived at "
                        + entry.timestamp() + ", below a tick of " + ticks.get(entry.partition()));
            }
        }
        return Check.of(CLOCK, run.ledger().size(), faults);
    }

    private static boolean isOfTheClock(Evidence.Entry entry) {
        return entry.record() instanceof Tick || Activation.of(entry.record()) != null;
    }

    private static Check same(String name, Map<String, CustomerState> should, Map<String, CustomerState> is) {
        Set<String> customers = new TreeSet<>(should.keySet());
        customers.addAll(is.keySet());
        List<String> faults = customers.stream()
                .filter(customer -> !Objects.equals(should.get(customer), is.get(customer)))
                .map(customer -> customer + ": " + describe(is.get(customer)) + ", the ledger says "
                        + describe(should.get(customer)))
                .toList();
        return Check.of(name, customers.size(), faults);
    }

    private static String describe(@Nullable CustomerState state) {
        return state == null ? "nothing" : state.toString();
    }

    /** Each customer's decisions, in the order of subject and ordinal: the two topics have none between them. */
    static Map<String, List<Said>> byCustomer(List<Said> decisions) {
        return decisions.stream()
                .sorted(Comparator.comparing(Said::subject).thenComparing(Said::ordinal))
                .collect(Collectors.groupingBy(Said::customer, TreeMap::new, Collectors.toList()));
    }
}
