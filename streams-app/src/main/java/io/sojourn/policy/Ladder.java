package io.sojourn.policy;

import io.sojourn.customer.ActivityKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A graph of stages, scanned from the top at every decision: the first stage with an open way in is the stage; if that is
 * the current one, or none is open, nothing changes.
 *
 * @param asksPrevious whether a condition asks for the stage before, so that it has to be remembered
 */
public record Ladder(String id, Title title, String initial, List<Stage> stages, boolean asksPrevious) {
    public Ladder(String id, Title title, String initial, List<Stage> stages) {
        this(id, title, initial, stages, false);
    }

    public Ladder {
        for (Stage stage : stages) {
            for (WayIn way : stage.waysIn) {
                for (String from : way.from) {
                    require(stages, id, from);
                }
            }
        }
        require(stages, id, initial);
    }

    /**
     * A stage and the ways into it.
     *
     * @param stays while it holds, who stands here leaves for stages above only; null for a stage that holds nobody
     */
    public record Stage(
            String id,
            Title title,
            List<WayIn> waysIn,
            @Nullable Condition stays) {
        public Stage(String id, Title title, List<WayIn> waysIn) {
            this(id, title, waysIn, null);
        }
    }

    /**
     * A way in is open when the current stage is in {@code from} (or that is empty), the decision is about an {@code on}
     * event (or that is null) and {@code when} holds.
     */
    public record WayIn(Set<String> from, @Nullable ActivityKind on, Condition when) {
        public boolean isOpenFrom(String stage) {
            return from.isEmpty() || from.contains(stage);
        }

        /** What it says, for people: {@code on order && orders(days(365)) >= 5}. */
        public String text() {
            if (on == null) {
                return when.text();
            }
            String event = "on " + on.word();
            return when.comparisons().isEmpty() ? event : event + " && " + when.text();
        }
    }

    /** Every condition of it. */
    public Stream<Condition> conditions() {
        return stages.stream()
                .flatMap(
                        stage -> Stream.concat(stage.waysIn.stream().map(WayIn::when), Stream.ofNullable(stage.stays)));
    }

    public boolean has(String stage) {
        return stages.stream().anyMatch(each -> each.id.equals(stage));
    }

    public Stage stage(String stage) {
        for (Stage each : stages) {
            if (each.id.equals(stage)) {
                return each;
            }
        }
        throw new IllegalArgumentException("ladder " + id + " has no stage " + stage);
    }

    private static void require(List<Stage> stages, String ladder, String stage) {
        if (stages.stream().noneMatch(each -> each.id.equals(stage))) {
            throw new IllegalArgumentException("ladder " + ladder + " has no stage " + stage);
        }
    }
}
