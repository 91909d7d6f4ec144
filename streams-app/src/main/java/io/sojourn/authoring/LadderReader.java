package io.sojourn.authoring;

import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Ladder.Stage;
import io.sojourn.policy.Ladder.WayIn;
import io.sojourn.policy.Title;
import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One ladder of a policy file. */
final class LadderReader {
    static final List<String> LADDER = List.of("id", "title", "initial", "stages");
    private static final List<String> WAY = List.of("from", "on", "when");
    private static final List<String> STAGE = List.of("id", "title", "from", "on", "when", "ways", "stays");

    private final Source source;
    private final PolicyReader policy;
    private final Section ladder;
    private final String id;
    private final List<Section> sections;
    private final List<String> ids;

    LadderReader(Source source, PolicyReader policy, Section ladder) {
        this.source = source;
        this.policy = policy;
        this.ladder = ladder;
        this.id = policy.subject(ladder);
        this.sections = ladder.sections("stages", "a stage", STAGE);
        this.ids = sections.stream().map(each -> policy.id(each, "id")).toList();
    }

    Scope.Stages stages() {
        return new Scope.Stages(id, ids);
    }

    Ladder read(Scope scope) {
        Title title = policy.title(ladder, true);
        if (sections.isEmpty()) {
            source.refuse(ladder.node(), "a ladder needs `stages`");
            return new Ladder(id, title, "", List.of(new Stage("", title, List.of())));
        }
        String initial = ladder.text("initial");
        if (!initial.isEmpty()) {
            requireStage(initial, ladder.scalar("initial"));
        }
        List<Stage> stages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Section section : sections) {
            Stage stage = stage(section, scope, initial);
            if (!seen.add(stage.id())) {
                source.refuse(section.at("id"), "two stages of this ladder are called `" + stage.id() + "`");
            }
            doubtIfOutOfReach(section, stage, stages);
            stages.add(stage);
        }
        return new Ladder(id, title, ids.contains(initial) ? initial : ids.get(0), List.copyOf(stages));
    }

    private Stage stage(Section section, Scope scope, String initial) {
        String stage = ids.get(sections.indexOf(section));
        Title title = policy.title(section, true);
        boolean inShort = section.has("from") || section.has("on") || section.has("when");
        if (inShort && section.has("ways")) {
            source.refuse(section.at("ways"), "several ways in stand under `ways`, all of them");
        }
        List<WayIn> ways = new ArrayList<>();
        if (inShort) {
            ways.add(way(section, scope));
        }
        section.sections("ways", "a way in", WAY).forEach(each -> ways.add(way(each, scope)));
        if (ways.isEmpty() && !stage.equals(initial)) {
            source.refuse(section.node(), "no way leads into stage `" + stage + "`: give it `when`, `on` or `from`");
        }
        ScalarNode stays = section.scalar("stays");
        return new Stage(
                stage, title, List.copyOf(ways), stays == null ? null : Expressions.compile(source, stays, scope));
    }

    private WayIn way(Section section, Scope scope) {
        Set<String> from = new HashSet<>();
        for (ScalarNode each : section.texts("from")) {
            if (requireStage(each.getValue(), each)) {
                from.add(each.getValue());
            }
        }
        ScalarNode on = section.scalar("on");
        ScalarNode when = section.scalar("when");
        return new WayIn(
                Set.copyOf(from),
                on == null ? null : PolicyReader.kind(source, on),
                when == null ? new Condition.All() : Expressions.compile(source, when, scope));
    }

    private boolean requireStage(String stage, @Nullable ScalarNode at) {
        if (!ids.contains(stage) && at != null) {
            source.refuse(at, "ladder `" + id + "` has no stage `" + stage + "`" + Suggestion.among(stage, ids));
        }
        return ids.contains(stage);
    }

    /** Below a stage that is always open nobody arrives. */
    private void doubtIfOutOfReach(Section section, Stage stage, List<Stage> above) {
        for (Stage higher : above) {
            boolean alwaysOpen = higher.waysIn().stream()
                    .anyMatch(way -> way.from().isEmpty()
                            && way.on() == null
                            && way.when() instanceof Condition.All all
                            && all.parts().isEmpty());
            if (alwaysOpen) {
                source.doubt(
                        section.node(),
                        "nobody reaches stage `" + stage.id() + "`: `" + higher.id() + "` above it is always open");
                return;
            }
        }
    }
}
