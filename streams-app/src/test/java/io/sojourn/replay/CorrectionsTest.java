package io.sojourn.replay;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.Corrections.Correction;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorrectionsTest {
    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://corrections", "auto.register.schemas", "true"));

    /** What was decided, written down without the code under test. */
    private record Said(String id, String subject, String text, Instant at) {
        static Said of(String id, Claim claim) {
            return new Said(id, claim.subject(), claim.text(), Instant.ofEpochMilli(claim.at()));
        }

        String withoutId() {
            return at + " " + text;
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_published_and_the_corrections_are_the_history_of_the_sorted_log(long seed)
            throws InterruptedException {
        HistoryOfTests history = new HistoryOfTests(seed, true, wire);
        Map<String, List<Said>> published = said(history.asTold());
        Map<String, List<Said>> sorted = said(history.sorted());
        Map<String, Correction> corrections = corrections(history.asTold()).ofAll().stream()
                .collect(Collectors.toMap(each -> each.customer().value(), Function.identity()));
        for (String customer : union(published.keySet(), sorted.keySet())) {
            if (history.isErased(customer)) {
                assertThat(corrections).doesNotContainKey(customer);
                continue;
            }
            assertLeadsTo(
                    published.getOrDefault(customer, List.of()),
                    sorted.getOrDefault(customer, List.of()),
                    corrections.getOrDefault(
                            customer, new Correction(new CustomerId(customer), List.of(), List.of(), List.of())));
        }
        corrections.values().forEach(each -> assertReasons(each, history));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void where_nothing_is_told_late_nothing_is_to_be_corrected(long seed) throws InterruptedException {
        HistoryOfTests history = new HistoryOfTests(seed, false, wire);
        assertThat(said(history.asTold())).isNotEmpty();
        assertThat(corrections(history.asTold()).ofAll()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void one_customer_is_corrected_as_among_all(long seed) throws InterruptedException {
        LedgerOfTests ledger = new HistoryOfTests(seed, true, wire).asTold();
        for (Correction each : corrections(ledger).ofAll()) {
            assertThat(corrections(ledger).of(each.customer())).isEqualTo(each);
        }
    }

    @Test
    void an_order_told_late_takes_back_the_silence_that_was_none() throws InterruptedException {
        LedgerOfTests ledger = new LedgerOfTests(wire, 2);
        ledger.add("ann", HistoryOfTests.order("ann", "e1", "o1", day(0)), day(0));
        ledger.add("bob", HistoryOfTests.order("bob", "e9", "o9", day(0)), day(0));
        ledger.tick(day(100));
        ledger.add("ann", HistoryOfTests.order("ann", "e2", "o2", day(50)), day(101));
        ledger.tick(day(110));

        Corrections corrections = new Corrections(ledger, Policies.only(ReferencePolicy.overDays(365)), wire);
        assertThat(corrections.ofAll()).hasSize(1);
        Correction ann = corrections.ofAll().get(0);
        assertThat(ann.customer()).isEqualTo(new CustomerId("ann"));
        assertThat(ann.superseded())
                .extracting(each -> each.id() + " " + each.claim().text())
                .containsExactlyInAnyOrder(
                        "ann/reference/2 NEW → DORMANT",
                        "ann/silent-90-days/1 raised as warning",
                        "ann/reference/3 DORMANT → REACTIVATED",
                        "ann/silent-90-days/2 cleared as warning");
        assertThat(ann.added())
                .containsExactly(new Claim("stage-transitions", "reference", "NEW", "ACTIVE", day(50).toEpochMilli()));
        assertThat(ann.because()).containsExactly("e2");
        assertThat(corrections.of(new CustomerId("bob")))
                .isEqualTo(new Correction(new CustomerId("bob"), List.of(), List.of(), List.of()));
        assertThat(corrections.of(new CustomerId("cyd"))).isNull();
    }

    @Test
    void a_policy_comes_late_for_who_was_decided_about_further_ahead() throws InterruptedException {
        LedgerOfTests ledger = new LedgerOfTests(wire, 1);
        ledger.add("ann", HistoryOfTests.order("ann", "e1", "o1", day(1)), day(1));
        ledger.add("bob", HistoryOfTests.order("bob", "e2", "o2", day(1)), day(1));
        ledger.add("ann", HistoryOfTests.order("ann", "e3", "o3", day(12)), day(9));
        ledger.tick(day(10));
        ledger.add(HistoryOfTests.activation("p1", 10, 0), day(10));
        ledger.tick(day(13));

        List<Correction> all = corrections(ledger).ofAll();
        assertThat(all).hasSize(1);
        assertThat(all.get(0).customer()).isEqualTo(new CustomerId("ann"));
        assertThat(all.get(0).because()).containsExactly("p1");
    }

    @Test
    void what_happens_at_the_instant_of_a_silence_is_late_once_that_was_found() throws InterruptedException {
        LedgerOfTests ledger = new LedgerOfTests(wire, 1);
        for (String customer : List.of("ann", "bob")) {
            ledger.add(customer, HistoryOfTests.order(customer, customer + 1, customer + 1, day(0)), day(0));
        }
        ledger.add("ann", HistoryOfTests.order("ann", "annAgain", "ann1", day(0)), day(0));
        ledger.add("ann", HistoryOfTests.order("ann", "ann0", "ann0", day(0)), day(0));
        ledger.add("bob", HistoryOfTests.order("bob", "bob2", "bob2", day(30)), day(30));
        ledger.tick(day(30));
        ledger.add("ann", HistoryOfTests.order("ann", "ann2", "ann2", day(30)), day(30));
        ledger.add("bob", HistoryOfTests.order("bob", "bob3", "bob3", day(30)), day(30));
        ledger.tick(day(40));

        List<Correction> all = corrections(ledger).ofAll();
        assertThat(all).hasSize(1);
        assertThat(all.get(0).because()).containsExactly("ann2");
        assertThat(all.get(0).superseded())
                .extracting(each -> each.claim().text())
                .containsExactly(
                        "ACTIVE → DORMANT", "DORMANT → REACTIVATED", "raised as warning", "cleared as warning");
        assertThat(all.get(0).added()).isEmpty();
    }

    @Test
    void what_is_told_late_is_decided_by_the_policy_of_its_own_instant() throws InterruptedException {
        LedgerOfTests ledger = new LedgerOfTests(wire, 1);
        ledger.add("ann", HistoryOfTests.order("ann", "ann0", "ann0", day(0)), day(0));
        ledger.tick(day(25));
        ledger.add(HistoryOfTests.activation("p1", 25, 0), day(25));
        ledger.add("ann", HistoryOfTests.order("ann", "ann1", "ann1", day(25)), day(26));
        ledger.add("bob", HistoryOfTests.order("bob", "bob0", "bob0", day(24)), day(26));
        for (int i = 0; i < 5; i++) {
            ledger.add("cyd", HistoryOfTests.order("cyd", "cyd" + i, "cyd" + i, day(25)), day(26));
        }
        ledger.add("dee", HistoryOfTests.order("dee", "dee0", "dee0", day(26)), day(26));
        ledger.tick(day(30));

        assertThat(corrections(ledger).ofAll())
                .extracting(each -> each.customer() + " " + each.because())
                .containsExactly("ann [ann1]", "bob [bob0]", "cyd [cyd0, cyd1, cyd2, cyd3, cyd4]");
    }

    private static void assertLeadsTo(List<Said> published, List<Said> sorted, Correction correction) {
        Set<String> superseded = new HashSet<>();
        correction.superseded().forEach(each -> {
            assertThat(published).contains(Said.of(each.id(), each.claim()));
            superseded.add(each.id());
        });
        Map<String, List<Said>> was = bySubject(published.stream());
        Map<String, List<Said>> is = bySubject(sorted.stream());
        Map<String, List<Said>> added = bySubject(correction.added().stream().map(each -> Said.of("", each)));
        Map<String, List<Said>> kept = bySubject(published.stream().filter(each -> !superseded.contains(each.id())));
        for (String subject : union(union(was.keySet(), is.keySet()), added.keySet())) {
            List<String> before = texts(was, subject);
            List<String> after = texts(is, subject);
            List<String> all = new ArrayList<>(texts(kept, subject));
            assertThat(isWithin(all, after)).as("%s in %s", all, after).isTrue();
            all.addAll(texts(added, subject));
            assertThat(all).as(correction.toString()).containsExactlyInAnyOrderElementsOf(after);

            int common = common(before, after, 0, 0, new HashMap<>());
            assertThat(texts(kept, subject)).hasSize(common);
            assertThat(texts(added, subject)).hasSize(after.size() - common);
        }
    }

    /** They belong to the customer or became active, and lie no later than what they changed. */
    private static void assertReasons(Correction correction, HistoryOfTests history) {
        long first = LongStream.concat(
                        correction.superseded().stream()
                                .mapToLong(each -> each.claim().at()),
                        correction.added().stream().mapToLong(Claim::at))
                .min()
                .orElseThrow();
        Set<String> possible = new HashSet<>();
        history.told().stream()
                .filter(each -> each.customer().equals(correction.customer().value()))
                .filter(each -> each.at().toEpochMilli() <= first)
                .forEach(each -> possible.add(each.eventId()));
        history.activations().stream()
                .filter(each -> each.getAt().toEpochMilli() <= first)
                .forEach(each -> possible.add(each.getEventId()));
        assertThat(correction.because()).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(possible);
    }

    private static List<String> texts(Map<String, List<Said>> bySubject, String subject) {
        return bySubject.getOrDefault(subject, List.of()).stream()
                .map(Said::withoutId)
                .toList();
    }

    private static Map<String, List<Said>> bySubject(Stream<Said> all) {
        return all.collect(Collectors.groupingBy(Said::subject));
    }

    /** How much two have in common at most, in this order. */
    private static int common(List<String> one, List<String> other, int i, int j, Map<List<Integer>, Integer> known) {
        if (i == one.size() || j == other.size()) {
            return 0;
        }
        Integer before = known.get(List.of(i, j));
        if (before != null) {
            return before;
        }
        int most = Math.max(common(one, other, i + 1, j, known), common(one, other, i, j + 1, known));
        if (one.get(i).equals(other.get(j))) {
            most = Math.max(most, 1 + common(one, other, i + 1, j + 1, known));
        }
        known.put(List.of(i, j), most);
        return most;
    }

    /** Whether the few stand among the many in their order. */
    private static boolean isWithin(List<String> few, List<String> many) {
        int next = 0;
        for (String each : many) {
            if (next < few.size() && few.get(next).equals(each)) {
                next++;
            }
        }
        return next == few.size();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private Corrections corrections(Ledger ledger) {
        return new Corrections(ledger, HistoryOfTests.policies(), wire);
    }

    /** By customer: what a ledger says, to its latest tick. */
    private Map<String, List<Said>> said(Ledger ledger) throws InterruptedException {
        Map<String, List<Said>> all = new ConcurrentHashMap<>();
        new Replay(ledger, HistoryOfTests.policies(), wire).run(partition -> new Replay.Part() {
            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
                SpecificRecord record = by.codec().record(announcement, detectedAt, mode);
                all.computeIfAbsent(announcement.customer().value(), customer -> new ArrayList<>())
                        .add(new Said(
                                DecisionCodec.id(announcement),
                                announcement.subject(),
                                text(record),
                                Instant.ofEpochMilli(announcement.at())));
            }

            @Override
            public void end(Fold fold) {
                fold.hearTick(day(HistoryOfTests.DAYS).toEpochMilli(), Mode.REPLAY);
            }
        });
        return new TreeMap<>(all);
    }

    private static String text(SpecificRecord decision) {
        if (decision instanceof StageTransition moved) {
            return moved.getFrom() + " → " + moved.getTo();
        } else if (decision instanceof ChurnWarning warning) {
            return (warning.getState() + " as " + warning.getLevel()).toLowerCase(ROOT);
        }
        return decision instanceof TagChange tag ? tag.getState().name().toLowerCase(ROOT) : "due";
    }

    private static Instant day(int day) {
        return HistoryOfTests.day(day);
    }
}
