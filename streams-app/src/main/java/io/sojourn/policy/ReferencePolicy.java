package io.sojourn.policy;

import static io.sojourn.customer.ActivityKind.ORDER;

import io.sojourn.policy.Ladder.Stage;
import io.sojourn.policy.Ladder.WayIn;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The ladder that retail CRM practice starts with: prospect, new, active, loyal; dormant after 90 days without an order,
 * churned after 180, reactivated by the next order. A loyal customer has five orders in the trailing 365 days; time alone
 * never takes loyalty away.
 */
public final class ReferencePolicy {
    private static final Duration DORMANT_AFTER = Duration.ofDays(90);
    private static final Duration CHURNED_AFTER = Duration.ofDays(180);
    private static final int LOYAL_ORDERS = 5;

    private ReferencePolicy() {}

    /** The reference policy over a trailing window of so many days. */
    public static Policy overDays(int windowDays) {
        return after(DORMANT_AFTER, CHURNED_AFTER, Duration.ofDays(windowDays));
    }

    /** The same ladder with other limits: for practice runs in seconds instead of months. */
    public static Policy after(Duration dormant, Duration churned, Duration window) {
        Condition quiet = Condition.atLeast(new Measure.Silence(Sign.ORDER), dormant.toMillis());
        Condition gone = Condition.atLeast(new Measure.Silence(Sign.ORDER), churned.toMillis());
        Condition notQuiet = Condition.lessThan(new Measure.Silence(Sign.ORDER), dormant.toMillis());
        Condition notGone = Condition.lessThan(new Measure.Silence(Sign.ORDER), churned.toMillis());
        Condition often = Condition.atLeast(new Measure.Orders(window.toMillis()), LOYAL_ORDERS);
        Condition always = new Condition.All();
        Set<String> buying = Set.of("NEW", "ACTIVE", "LOYAL", "REACTIVATED");
        Ladder ladder = new Ladder(
                "reference",
                new Title("Customer lifecycle", "客户生命周期"),
                "PROSPECT",
                List.of(
                        stage("CHURNED", "Churned", "流失客户", new WayIn(Set.of("DORMANT"), null, gone)),
                        stage("DORMANT", "Dormant", "沉默客户", new WayIn(buying, null, quiet)),
                        // An order told late wins nobody back whose silence it does not shorten.
                        stage(
                                "REACTIVATED",
                                "Won back",
                                "赢回客户",
                                new WayIn(Set.of("DORMANT"), ORDER, notQuiet),
                                new WayIn(Set.of("CHURNED"), ORDER, notGone)),
                        stage("LOYAL", "Loyal", "忠诚客户", new WayIn(buying, ORDER, often)),
                        stage("ACTIVE", "Active", "活跃客户", new WayIn(buying, ORDER, always)),
                        stage("NEW", "New", "新客户", new WayIn(Set.of("PROSPECT"), ORDER, always)),
                        stage("PROSPECT", "Prospect", "潜在客户")));
        Warning warning = new Warning(
                "silent-90-days",
                new Title("Churn warning", "流失预警"),
                Warning.Level.WARNING,
                quiet,
                churned.minus(dormant).toMillis());
        return new Policy("reference", 1, List.of(ladder), List.of(warning), window.toMillis());
    }

    private static Stage stage(String id, String en, String zh, WayIn... waysIn) {
        return new Stage(id, new Title(en, zh), List.of(waysIn));
    }
}
