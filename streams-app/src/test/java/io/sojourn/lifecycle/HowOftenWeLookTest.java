package io.sojourn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Ladder.Stage;
import io.sojourn.policy.Ladder.WayIn;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.policy.Sign;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Tagged;
import io.sojourn.policy.Title;
import io.sojourn.policy.Warning;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise everything else rests on: how often we look never changes what we say. */
class HowOftenWeLookTest {
    private static final int HISTORIES = 500;
    private static final int LENGTH = 30;

    /** The reference ladder with milliseconds for days, so that every instant there is can be tried. */
    private static final Policy REFERENCE =
            ReferencePolicy.after(Duration.ofMillis(90), Duration.ofMillis(180), Duration.ofMillis(365));

    static Stream<Policy> policies() {
        return Stream.of(REFERENCE, withMore(), withMarks());
    }

    /** Ladders that time alone moves up and down, and warnings at instants of their own. */
    private static Policy withMore() {
        Title title = new Title("Pace", "节奏");
        Measure fifty = new Measure.Orders(50);
        Condition seen = Condition.lessThan(new Measure.Silence(Sign.VISIT), 40);
        Ladder pace = new Ladder(
                "pace",
                title,
                "IDLE",
                List.of(
                        new Stage("BUSY", title, List.of(new WayIn(Set.of(), null, Condition.atLeast(fifty, 2)))),
                        new Stage("STEADY", title, List.of(new WayIn(Set.of(), null, Condition.atLeast(fifty, 1)))),
                        new Stage("LOOKING", title, List.of(new WayIn(Set.of(), null, seen))),
                        new Stage("IDLE", title, List.of(new WayIn(Set.of(), null, new Condition.All())))));
        Condition quiet = Condition.atLeast(new Measure.Silence(Sign.ORDER), 33);
        Warning soon = new Warning("soon", title, Warning.Level.NOTICE, new Condition.Any(quiet, seen), 10);
        List<Warning> warnings =
                Stream.concat(REFERENCE.warnings().stream(), Stream.of(soon)).toList();
        return new Policy("more", 1, List.of(REFERENCE.ladders().get(0), pace), warnings, REFERENCE.windowMillis());
    }

    /** Tags that end and exclude each other, a warning that grows louder, moments that come and go unsaid. */
    private static Policy withMarks() {
        Title title = new Title("Mark", "标");
        Condition often = Condition.atLeast(new Measure.Orders(50), 2);
        Condition ordered = Condition.atLeast(new Measure.Orders(70), 1);
        Condition quiet = Condition.atLeast(new Measure.Silence(Sign.ORDER), 33);
        Tag ends = new Tag("ends", title, null, null, null, "pace", 20, often);
        Tag other = new Tag(
                "other", title, null, null, null, "pace", 45, new Condition.All(ordered, new Condition.Not(often)));
        Condition tagged = new Condition.Compare(new Tagged(1, "other"), Condition.Op.EQUAL, 1);
        Warning louder = new Warning(
                "louder",
                title,
                Warning.Level.NOTICE,
                new Condition.Any(quiet, tagged),
                List.of(
                        new Warning.Escalation(
                                Warning.Level.WARNING, Condition.lessThan(new Measure.Silence(Sign.VISIT), 40)),
                        new Warning.Escalation(
                                Warning.Level.CRITICAL, Condition.atLeast(new Measure.Silence(Sign.ORDER), 60))),
                10,
                null);
        CareMoment care =
                new CareMoment("care", title, Condition.lessThan(new Measure.Silence(Sign.ENGAGEMENT), 15), 5);
        List<Mark> marks = List.of(ends, other, louder, care);
        return new Policy("marks", 1, List.of(), marks, REFERENCE.windowMillis());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void how_often_we_look_never_changes_what_we_say(Policy policy) {
        int announced = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Activity> history = Histories.late(random, LENGTH, 1);
            history = seed % 2 == 0 ? history : Histories.erasing(random, history);
            Carried never = new Carried(policy, "C-1");
            Carried sometimes = new Carried(policy, "C-1");
            Carried always = new Carried(policy, "C-1");
            long ticked = 0;
            for (int i = 0; i < history.size(); i++) {
                never.tell(history.get(i));
                sometimes.tell(history.get(i));
                always.tell(history.get(i));
                long safe = earliestFrom(history, i + 1);
                if (safe - 1 > ticked && random.nextBoolean()) {
                    sometimes.tick(random.nextLong(ticked, safe));
                }
                for (; ticked < safe; ticked++) {
                    always.tick(ticked);
                    lookNeedlessly(policy, always, ticked, "seed " + seed);
                }
            }
            long end = latest(history) + 1_000;
            List.of(never, sometimes, always).forEach(each -> each.tick(end));
            assertThat(sometimes.announced()).as("seed %d", seed).isEqualTo(never.announced());
            assertThat(always.announced()).as("seed %d", seed).isEqualTo(never.announced());
            assertThat(sometimes.standing()).as("seed %d", seed).isEqualTo(never.standing());
            assertThat(always.standing()).as("seed %d", seed).isEqualTo(never.standing());
            Invariants.check(policy, never.announced());
            announced += never.announced().size();
        }
        assertThat(announced).isGreaterThan(HISTORIES * 5);
    }

    /** Between two activities nothing is true that was not due. */
    private static void lookNeedlessly(Policy policy, Carried customer, long at, String seed) {
        Standing standing = customer.standing();
        if (at <= standing.lookedAt()) {
            return;
        }
        Standing asked = new Standing(
                standing.customer(),
                standing.facts(),
                standing.posts(),
                standing.marks(),
                standing.decidedTo(),
                standing.lookedAt(),
                at,
                standing.chain());
        Decision decision = new Lifecycle(policy).onSilence(asked);
        assertThat(decision.announcements()).as("%s, looked at %d", seed, at).isEmpty();
        assertThat(decision.standing().lookAgainAt())
                .as("%s, looked at %d", seed, at)
                .isEqualTo(standing.lookAgainAt());
    }

    /** A tick before it promises that nothing told later is late. */
    private static long earliestFrom(List<Activity> history, int index) {
        return history.subList(index, history.size()).stream()
                .mapToLong(Activity::at)
                .min()
                .orElse(0);
    }

    private static long latest(List<Activity> history) {
        return history.stream().mapToLong(Activity::at).max().orElse(0);
    }

    @Test
    void a_tick_that_breaks_its_promise_does_change_what_we_say() {
        // The negative control: had ticks run ahead of what had arrived, the comparison above would have noticed.
        int different = 0;
        for (int seed = 0; seed < 100; seed++) {
            List<Activity> history = Histories.inOrder(new SplittableRandom(seed), LENGTH, 1);
            Carried patient = new Carried(REFERENCE, "C-1");
            Carried hasty = new Carried(REFERENCE, "C-1");
            for (Activity activity : history) {
                patient.tell(activity);
                hasty.tick(activity.at() + 60);
                hasty.tell(activity);
            }
            different += patient.announced().equals(hasty.announced()) ? 0 : 1;
        }
        assertThat(different).isGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void telling_anything_twice_changes_nothing(Policy policy) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Activity> history = Histories.late(random, LENGTH, 1);
            Carried customer = new Carried(policy, "C-1");
            for (int i = 0; i < history.size(); i++) {
                customer.tell(history.get(i));
                Standing once = customer.standing();
                Activity again = history.get(random.nextInt(i + 1));
                customer.tell(again);
                assertThat(customer.standing())
                        .as("seed %d: %s told again after %s", seed, again, history.subList(0, i + 1))
                        .isSameAs(once);
            }
        }
    }
}
