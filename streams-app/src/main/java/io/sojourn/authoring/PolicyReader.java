package io.sojourn.authoring;

import io.sojourn.customer.ActivityKind;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import io.sojourn.policy.Warning;
import io.sojourn.policy.Whereabouts;
import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A policy file from its first key to its last. What is wrong is noted and something stands in, so that all is told at once. */
final class PolicyReader {
    private static final List<String> POLICY =
            List.of("policy", "version", "title", "cutpoints", "model", "ladders", "warnings");
    private static final List<String> WARNING = List.of("id", "title", "level", "when", "act-within");
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final long ACT_WITHIN = 30 * Span.DAYS.millis;

    private final Source source;
    private final Set<String> subjects = new HashSet<>();
    private final List<Node> ladderNodes = new ArrayList<>();

    PolicyReader(Source source) {
        this.source = source;
    }

    /** Where each ladder stands, for what is found out about it later. */
    List<Node> ladderNodes() {
        return ladderNodes;
    }

    Policy read(long windowMillis) {
        Section top = new Section(source, source.root(), "a policy", POLICY);
        String id = id(top, "policy");
        int version = top.number("version");
        title(top, false);
        Scope.Numbers numbers = new FrozenNumbers(source).read(top);
        List<Section> sections = top.sections("ladders", "a ladder", LadderReader.LADDER);
        List<Ladder> ladders = ladders(sections, numbers);
        List<Scope.Stages> known = ladders.stream().map(PolicyReader::stages).toList();
        List<Warning> warnings = top.sections("warnings", "a warning", WARNING).stream()
                .map(each -> warning(each, new Scope(known, List.of(), numbers)))
                .toList();
        if (ladders.isEmpty() && warnings.isEmpty()) {
            source.refuse(top.node(), "a policy needs `ladders` or `warnings`, or it decides nothing");
        }
        ladders = rememberingWhatIsAsked(ladders, warnings);
        return new Policy(id, version, ladders, warnings, windowMillis, Seal.of(ladders, warnings, numbers));
    }

    private List<Ladder> ladders(List<Section> sections, Scope.Numbers numbers) {
        List<String> ids = sections.stream()
                .map(each -> each.scalar("id"))
                .map(node -> node == null ? "" : node.getValue())
                .toList();
        List<Ladder> ladders = new ArrayList<>();
        List<Scope.Stages> above = new ArrayList<>();
        for (Section section : sections) {
            LadderReader reader = new LadderReader(source, this, section);
            above.add(reader.stages());
            Scope scope = new Scope(List.copyOf(above), ids.subList(above.size(), ids.size()), numbers);
            ladders.add(reader.read(scope));
            ladderNodes.add(section.node());
        }
        return ladders;
    }

    private static Scope.Stages stages(Ladder ladder) {
        return new Scope.Stages(
                ladder.id(), ladder.stages().stream().map(Ladder.Stage::id).toList());
    }

    private Warning warning(Section section, Scope scope) {
        String id = subject(section);
        Title title = title(section, true);
        ScalarNode within = section.scalar("act-within");
        section.text("when");
        ScalarNode when = section.scalar("when");
        return new Warning(
                id,
                title,
                level(section),
                when == null ? new Condition.Any() : Expressions.compile(source, when, scope),
                within == null ? ACT_WITHIN : Expressions.span(source, within));
    }

    private Warning.Level level(Section section) {
        if (!section.has("level")) {
            return Warning.Level.WARNING;
        }
        String level = section.text("level");
        for (Warning.Level each : Warning.Level.values()) {
            if (Measure.word(each).equals(level)) {
                return each;
            }
        }
        List<String> words =
                Stream.of(Warning.Level.values()).map(Measure::word).toList();
        source.refuse(section.at("level"), "there is no level `" + level + "`" + Suggestion.among(level, words));
        return Warning.Level.WARNING;
    }

    /** The id of a ladder or warning, of which no two are alike: decisions are named by it. */
    String subject(Section section) {
        String id = id(section, "id");
        if (!id.isEmpty() && !subjects.add(id)) {
            source.refuse(section.at("id"), "two ladders or warnings are called `" + id + "`");
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
        for (ActivityKind kind : ActivityKind.values()) {
            if (kind.word().equals(node.getValue())) {
                return kind;
            }
        }
        List<String> words =
                Stream.of(ActivityKind.values()).map(ActivityKind::word).toList();
        source.refuse(
                node,
                "nothing that happens is called `" + node.getValue() + "`" + Suggestion.among(node.getValue(), words));
        return ActivityKind.ORDER;
    }

    /** The stage before is stored only where a condition asks for it. */
    private static List<Ladder> rememberingWhatIsAsked(List<Ladder> ladders, List<Warning> warnings) {
        Set<String> asked = Stream.concat(
                        ladders.stream().flatMap(PolicyReader::conditions),
                        warnings.stream().map(Warning::when))
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

    /** Every condition of a ladder. */
    static Stream<Condition> conditions(Ladder ladder) {
        return ladder.stages().stream()
                .flatMap(stage -> Stream.concat(
                        stage.waysIn().stream().map(Ladder.WayIn::when), Stream.ofNullable(stage.stays())));
    }
}
