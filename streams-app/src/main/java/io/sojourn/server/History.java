package io.sojourn.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * What was decided about one customer, oldest first.
 *
 * @param transitions in the order of their topic, each once
 * @param warnings    in the order of their topic, each once
 * @param unreadable  records under this customer's key that are no decisions of ours
 * @param read        records looked at
 * @param of          records there were to look at; more than {@code read} when time ran out
 */
record History(List<StageTransition> transitions, List<ChurnWarning> warnings, long unreadable, long read, long of) {
    boolean truncated() {
        return read < of;
    }

    boolean isEmpty() {
        return transitions.isEmpty() && warnings.isEmpty();
    }

    JsonNode view(String customerId) {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("customerId", customerId);
        view.putArray("entries").addAll(entries());
        view.put("truncated", truncated());
        view.put("unreadable", unreadable);
        view.putObject("read").put("records", read).put("of", of);
        if (truncated()) {
            view.put(
                    "hint",
                    "Time ran out before the end of the topics: the latest decisions may be missing."
                            + " 'sojourn dump stage-transitions' reads everything.");
        }
        return view;
    }

    /** Both topics in one row by effectiveAt; each keeps its own order, and a move comes before its warning. */
    private List<JsonNode> entries() {
        var entries = new ArrayList<JsonNode>(transitions.size() + warnings.size());
        int warning = 0;
        for (var moved : transitions) {
            while (warning < warnings.size()
                    && warnings.get(warning).getEffectiveAt().isBefore(moved.getEffectiveAt())) {
                entries.add(DecisionViews.of(warnings.get(warning++)));
            }
            entries.add(DecisionViews.of(moved));
        }
        while (warning < warnings.size()) {
            entries.add(DecisionViews.of(warnings.get(warning++)));
        }
        return entries;
    }
}
