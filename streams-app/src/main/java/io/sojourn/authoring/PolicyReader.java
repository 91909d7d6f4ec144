package io.sojourn.authoring;

import io.sojourn.customer.ActivityKind;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import io.sojourn.policy.Whereabouts;
import io.sojourn.value.rfm.Grid;
import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A policy file from its first key to its last. What is wrong is noted and something stands in, so that all is told at once. */
final class PolicyReader {
    private static final List<String> POLICY = List.of(
            "policy",
            "version",
            "title",
            "cutpoints",
            "model",
            "grids",
            "ladders",
            "tag-budget",
            "tags",
            "warnings",
            "care-moments");
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private final Source source;
    private final Map<String, Node> subjects = new HashMap<>();

    PolicyReader(Source source) {
        this.source = source;
    }

    /** Where each ladder and mark stands, by id, for what is found out about it later. */
    Map<String, Node> subjects() {
        return subjects;
    }

    Policy read(long windowMillis) {
        Section top = new Section(source, source.root(), "a policy", POLICY);
        String id = id(top, "policy");
        int version = top.number("version");
        title(top, false);
        Scope.Numbers numbers = new FrozenNumbers(source).read(top);
        List<Grid> grids = new GridReader(source, this).read(top, numbers.cutPoints());
        List<Section> sections = top.sections("ladders", "a ladder", LadderReader.LADDER);
        MarkReader markReader = new MarkReader(source, this, top);
        List<Ladder> ladders = ladders(sections, numbers, grids, markReader.tagIds());
        List<Scope.Stages> known = ladders.stream().map(PolicyReader::stages).toList();
        List<Mark> marks = markReader.read(known, numbers, grids);
        if (ladders.isEmpty() && marks.isEmpty()) {
            source.refuse(
                    top.node(),
                    "a policy needs `ladders`, `tags`, `warnings` or `care-moments`, or it decides nothing");
        }
        ladders = rememberingWhatIsAsked(ladders, marks);
        Policy.Written written =
                new Policy.Written(source.text(), Seal.of(ladders, marks, numbers, grids), numbers.cutPoints(), grids);
        Policy policy = new Policy(id, version, ladders, marks, windowMillis, written);
        new Governance(source, subjects).doubt(policy, top);
        return policy;
    }

    private List<Ladder> ladders(List<Section> sections, Scope.Numbers numbers, List<Grid> grids, List<String> tags) {
        List<String> ids = sections.stream().map(Section::id).toList();
        List<Ladder> ladders = new ArrayList<>();
        List<Scope.Stages> above = new ArrayList<>();
        for (Section section : sections) {
            LadderReader reader = new LadderReader(source, this, section);
            above.add(reader.stages());
            List<String> below = ids.subList(above.size(), ids.size());
            ladders.add(reader.read(new Scope(List.copyOf(above), below, numbers, grids, List.of(), tags)));
        }
        return ladders;
    }

    private static Scope.Stages stages(Ladder ladder) {
        return new Scope.Stages(
                ladder.id(), ladder.stages().stream().map(Ladder.Stage::id).toList());
    }

    /** The id of a ladder or mark, of which no two are alike: decisions are named by it. */
    String subject(Section section) {
        String id = id(section, "id");
        if (!id.isEmpty() && subjects.putIfAbsent(id, section.node()) != null) {
            source.refuse(
                    section.at("id"), "two of the ladders, tags, warnings and care moments are called `" + id + "`");
        }
        return id;
    }

    String id(Section section, String key) {
        String id = section.text(key);
        if (!id.isEmpty() && !id.matches(ID)) {
            source.refuse(
                    section.at(key), "`" + key + "` is 1 to 64 of letters, digits, `_` and `-`, not `" + id + "`");
        }
        return id;
    }

    Title title(Section section, boolean required) {
        Section title = section.section("title", "a title", List.of("en", "zh"));
        if (title == null) {
            if (required) {
                source.refuse(section.node(), "a title is missing: title: {en: …, zh: …}");
            }
            return new Title("", "");
        }
        return new Title(title.text("en"), title.text("zh"));
    }

    static ActivityKind kind(Source source, ScalarNode node) {
        // Of who was erased nothing is decided.
        List<ActivityKind> kinds = Stream.of(ActivityKind.values())
                .filter(kind -> kind != ActivityKind.ERASURE)
                .toList();
        for (ActivityKind kind : kinds) {
            if (kind.word().equals(node.getValue())) {
                return kind;
            }
        }
        List<String> words = kinds.stream().map(ActivityKind::word).toList();
        source.refuse(
                node,
                "nothing that happens is called `" + node.getValue() + "`" + Suggestion.among(node.getValue(), words));
        return ActivityKind.ORDER;
    }

    /** The stage before is stored only where a condition asks for it. */
    private static List<Ladder> rememberingWhatIsAsked(List<Ladder> ladders, List<Mark> marks) {
        Set<String> asked = Stream.concat(
                        ladders.stream().flatMap(Ladder::conditions),
                        marks.stream().flatMap(mark -> mark.conditions().stream()))
                .flatMap(condition -> condition.comparisons().stream())
                .map(Condition.Compare::measure)
                .filter(measure -> measure instanceof Whereabouts where && where.previous())
                .map(measure -> ((Whereabouts) measure).ladder())
                .collect(Collectors.toSet());
        return ladders.stream()
                .map(each ->
                        new Ladder(each.id(), each.title(), each.initial(), each.stages(), asked.contains(each.id())))
                .toList();
    }
}
