package io.sojourn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Condition.All;
import io.sojourn.policy.Condition.Any;
import io.sojourn.policy.Condition.Compare;
import io.sojourn.policy.Condition.Not;
import io.sojourn.policy.Condition.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A condition says when it can change by itself; whoever looks only then sees all that there is to see. */
class ConditionTest {
    private static final int TREES = 3_000;
    private static final long AHEAD = 160;
    private static final List<Op> OPS = List.of(Op.values());

    @Test
    void looking_only_when_it_can_change_sees_what_looking_every_millisecond_sees() {
        int changes = 0;
        for (int seed = 0; seed < TREES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Facts facts = facts(random);
            Condition condition = tree(random, 3);
            List<Long> every = changesSeenEveryMillisecond(condition, facts);
            assertThat(changesSeen(condition, facts, Condition::nextChange))
                    .as("seed %d: %s on %s", seed, condition.text(), facts)
                    .isEqualTo(every);
            changes += every.size();
        }
        assertThat(changes).isGreaterThan(TREES / 4);
    }

    @Test
    void leaving_out_what_one_of_its_comparisons_says_would_be_noticed() {
        // The negative control: a next change that forgets the last comparison of the tree misses changes.
        int missed = 0;
        for (int seed = 0; seed < TREES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Facts facts = facts(random);
            Condition condition = tree(random, 3);
            List<Compare> all = condition.comparisons();
            List<Condition> heard = List.copyOf(all.subList(0, Math.max(0, all.size() - 1)));
            List<Long> seen = changesSeen(condition, facts, (whole, moment) -> new All(heard).nextChange(moment));
            missed += seen.equals(changesSeenEveryMillisecond(condition, facts)) ? 0 : 1;
        }
        assertThat(missed).isGreaterThan(TREES / 20);
    }

    private static List<Long> changesSeenEveryMillisecond(Condition condition, Facts facts) {
        return changesSeen(condition, facts, (whole, moment) -> moment.at() + 1);
    }

    private static List<Long> changesSeen(
            Condition condition, Facts facts, BiFunction<Condition, Moment, Long> nextLook) {
        long start = 60;
        List<Long> changes = new ArrayList<>();
        Moment moment = new Moment(facts, start);
        boolean held = condition.holds(moment);
        long next = nextLook.apply(condition, moment);
        while (next <= start + AHEAD) {
            assertThat(next).isGreaterThan(moment.at());
            moment = new Moment(facts, next);
            if (condition.holds(moment) != held) {
                held = !held;
                changes.add(moment.at());
            }
            next = nextLook.apply(condition, moment);
        }
        return changes;
    }

    private static Facts facts(SplittableRandom random) {
        Facts facts = Facts.NONE;
        for (int i = random.nextInt(8); i > 0; i--) {
            long at = random.nextLong(61);
            facts = random.nextInt(3) == 0
                    ? facts.after(new Activity.Visited("e" + i, at, false))
                    : facts.after(new Activity.Ordered("e" + i, at, "o" + i, 1, "USD"));
        }
        return facts;
    }

    private static Condition tree(SplittableRandom random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return comparison(random);
        }
        Condition[] parts = new Condition[random.nextInt(1, 4)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = tree(random, depth - 1);
        }
        return switch (random.nextInt(3)) {
            case 0 -> new All(parts);
            case 1 -> new Any(parts);
            default -> new Not(parts[0]);
        };
    }

    private static Condition comparison(SplittableRandom random) {
        Op op = OPS.get(random.nextInt(OPS.size()));
        return switch (random.nextInt(3)) {
            case 0 -> new Compare(new Measure.Silence(Sign.ORDER), op, random.nextLong(150));
            case 1 -> new Compare(new Measure.Silence(Sign.VISIT), op, random.nextLong(150));
            default -> new Compare(new Measure.Orders(random.nextLong(1, 120)), op, random.nextLong(6));
        };
    }

    @Test
    void the_silence_of_what_never_happened_satisfies_no_comparison() {
        Moment moment = new Moment(Facts.NONE, 1_000);
        for (Op op : Op.values()) {
            Condition condition = new Compare(new Measure.Silence(Sign.VISIT), op, 5);
            assertThat(condition.holds(moment)).as(condition.text()).isFalse();
            assertThat(condition.nextChange(moment)).as(condition.text()).isEqualTo(Measure.NEVER);
        }
    }

    @Test
    void no_parts_hold_all_and_none_hold_any() {
        Moment moment = new Moment(Facts.NONE, 0);
        assertThat(new All().holds(moment)).isTrue();
        assertThat(new All().text()).isEqualTo("true");
        assertThat(new Any().holds(moment)).isFalse();
        assertThat(new Any().text()).isEqualTo("false");
    }

    @Test
    void a_condition_reads_as_a_policy_writes_it() {
        Condition quiet = Condition.atLeast(new Measure.Silence(Sign.ORDER), 90 * 86_400_000L);
        Condition few = Condition.lessThan(new Measure.Orders(365 * 86_400_000L), 5);
        assertThat(new All(quiet, new Any(few, new Not(quiet))).text())
                .isEqualTo("silence('order') >= 90d && (orders(days(365)) < 5 || !(silence('order') >= 90d))");
    }

    @Test
    void a_comparison_holds_as_its_sign_says() {
        assertThat(OPS.stream().filter(op -> op.holds(4, 5))).containsExactly(Op.AT_MOST, Op.LESS_THAN, Op.NOT_EQUAL);
        assertThat(OPS.stream().filter(op -> op.holds(5, 5))).containsExactly(Op.AT_LEAST, Op.AT_MOST, Op.EQUAL);
        assertThat(OPS.stream().filter(op -> op.holds(6, 5))).containsExactly(Op.AT_LEAST, Op.MORE_THAN, Op.NOT_EQUAL);
    }

    @Test
    void all_hold_while_each_does_and_any_while_one_does() {
        Moment moment = new Moment(Facts.NONE, 0);
        Condition yes = new All();
        Condition no = new Any();
        assertThat(new All(yes, yes).holds(moment)).isTrue();
        assertThat(new All(yes, no).holds(moment)).isFalse();
        assertThat(new Any(no, yes).holds(moment)).isTrue();
        assertThat(new Any(no, no).holds(moment)).isFalse();
        assertThat(new Not(no).holds(moment)).isTrue();
    }

    @Test
    void a_condition_names_every_comparison_in_it_as_it_is_read() {
        Compare quiet = new Compare(new Measure.Silence(Sign.ORDER), Op.AT_LEAST, 90);
        Compare few = new Compare(new Measure.Orders(365), Op.LESS_THAN, 5);
        assertThat(new All(quiet, new Not(new Any(few, quiet))).comparisons()).containsExactly(quiet, few, quiet);
    }
}
