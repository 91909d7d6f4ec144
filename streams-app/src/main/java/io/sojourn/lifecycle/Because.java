package io.sojourn.lifecycle;

import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Why: the condition, each of its measures as it stood, and the events behind them, latest first. */
public record Because(String condition, List<Measured> measures, List<String> eventIds) {
    /** A measure at the instant of the decision; {@code value} is null where it had none. */
    public record Measured(String measure, @Nullable String value, String threshold) {}

    static Because of(String text, Condition condition, Moment moment, @Nullable Activity about) {
        List<Measured> measures = new ArrayList<>();
        for (Condition.Compare compare : condition.comparisons()) {
            OptionalLong value = compare.measure().valueAt(moment);
            measures.add(new Measured(
                    compare.measure().text(),
                    value.isPresent() ? compare.measure().show(value.getAsLong()) : null,
                    compare.against()));
        }
        return new Because(text, measures, behind(moment.facts(), about));
    }

    private static List<String> behind(Facts facts, @Nullable Activity about) {
        String lastOrder = facts.lastOrderEvent();
        if (about == null) {
            return lastOrder == null ? List.of() : List.of(lastOrder);
        }
        return lastOrder == null || lastOrder.equals(about.eventId())
                ? List.of(about.eventId())
                : List.of(about.eventId(), lastOrder);
    }
}
