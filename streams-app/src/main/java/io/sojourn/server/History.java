package io.sojourn.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was decided about one customer, oldest first.
 *
 * @param transitions in the order of their topic, each once, as are all the others
 * @param unreadable  records under this customer's key that are no decisions of ours
 * @param read        records looked at
 * @param of          records there were to look at; more than {@code read} when time ran out
 */
record History(
        List<StageTransition> transitions,
        List<ChurnWarning> warnings,
        List<TagChange> tags,
        List<CareMoment> careMoments,
        long unreadable,
        long read,
        long of) {
    private record Entry(Instant at, JsonNode view) {}

    boolean truncated() {
        return read < of;
    }

    boolean isEmpty() {
        return transitions.isEmpty() && warnings.isEmpty() && tags.isEmpty() && careMoments.isEmpty();
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

    /** All topics in one row by effectiveAt; each keeps its own order, and a move comes before what follows from it. */
    private List<JsonNode> entries() {
        List<Deque<Entry>> topics = List.of(
                queue(transitions, each -> new Entry(each.getEffectiveAt(), DecisionViews.of(each))),
                queue(tags, each -> new Entry(each.getEffectiveAt(), DecisionViews.of(each))),
                queue(warnings, each -> new Entry(each.getEffectiveAt(), DecisionViews.of(each))),
                queue(careMoments, each -> new Entry(each.getEffectiveAt(), DecisionViews.of(each))));
        var entries = new ArrayList<JsonNode>();
        for (var next = earliest(topics); next.isPresent(); next = earliest(topics)) {
            entries.add(next.get().remove().view);
        }
        return entries;
    }

    private static Optional<Deque<Entry>> earliest(List<Deque<Entry>> topics) {
        return topics.stream().filter(topic -> !topic.isEmpty()).min(Comparator.comparing(topic -> topic.element().at));
    }

    private static <T> Deque<Entry> queue(List<T> topic, Function<T, Entry> entry) {
        return topic.stream().map(entry).collect(Collectors.toCollection(ArrayDeque::new));
    }
}
