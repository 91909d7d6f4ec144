package io.sojourn.authoring;

import io.sojourn.policy.AtStake;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Title;
import io.sojourn.policy.Warning;
import io.sojourn.policy.Warning.Escalation;
import io.sojourn.policy.Warning.Level;
import io.sojourn.value.rfm.Grid;
import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The tags, warnings and care moments of a policy file. */
final class MarkReader {
    private static final List<String> TAG =
            List.of("id", "title", "category", "owner", "description", "group", "ttl", "when");
    private static final List<String> WARNING =
            List.of("id", "title", "level", "when", "escalate", "act-within", "at-stake");
    private static final List<String> CARE = List.of("id", "title", "when", "act-within");
    private static final List<String> ESCALATION = List.of("level", "when");
    private static final List<String> AT_STAKE = List.of("probability", "value");
    private static final long ACT_WITHIN = 30 * Span.DAYS.millis;

    private final Source source;
    private final PolicyReader policy;
    private final List<Section> tags;
    private final List<String> tagIds;
    private final List<Section> warnings;
    private final List<Section> careMoments;

    MarkReader(Source source, PolicyReader policy, Section top) {
        this.source = source;
        this.policy = policy;
        tags = top.sections("tags", "a tag", TAG);
        tagIds = tags.stream().map(Section::id).toList();
        warnings = top.sections("warnings", "a warning", WARNING);
        careMoments = top.sections("care-moments", "a care moment", CARE);
    }

    /** The ids of the tags, as they are written. */
    List<String> tagIds() {
        return tagIds;
    }

    /** In the order they are decided. */
    List<Mark> read(List<Scope.Stages> ladders, Scope.Numbers numbers, List<Grid> grids) {
        List<Mark> marks = new ArrayList<>();
        Map<String, List<Condition>> before = new HashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            Scope scope = new Scope(
                    ladders, List.of(), numbers, grids, tagIds.subList(0, i), tagIds.subList(i, tagIds.size()));
            marks.add(tag(tags.get(i), scope, before));
        }
        Scope scope = new Scope(ladders, List.of(), numbers, grids, tagIds, List.of());
        warnings.forEach(each -> marks.add(warning(each, scope)));
        careMoments.forEach(each -> marks.add(care(each, scope)));
        return List.copyOf(marks);
    }

    /** @param before what the tags above ask for, by group */
    private Tag tag(Section section, Scope scope, Map<String, List<Condition>> before) {
        String id = policy.subject(section);
        Title title = policy.title(section, true);
        String group = section.has("group") ? policy.id(section, "group") : null;
        ScalarNode ttl = section.scalar("ttl");
        return new Tag(
                id,
                title,
                section.has("category") ? policy.id(section, "category") : null,
                optional(section, "owner"),
                optional(section, "description"),
                group,
                ttl == null ? Measure.EVER : Expressions.span(source, ttl),
                exclusive(when(section, scope), group, before));
    }

    /** Of a group the first that holds wins: a later one asks that none above it does. */
    private static Condition exclusive(Condition when, @Nullable String group, Map<String, List<Condition>> before) {
        if (group == null) {
            return when;
        }
        List<Condition> above = before.computeIfAbsent(group, each -> new ArrayList<>());
        Condition alone = switch (above.size()) {
            case 0 -> when;
            case 1 -> new Condition.All(when, new Condition.Not(above.get(0)));
            default -> new Condition.All(when, new Condition.Not(new Condition.Any(List.copyOf(above))));
        };
        above.add(when);
        return alone;
    }

    private Warning warning(Section section, Scope scope) {
        String id = policy.subject(section);
        Title title = policy.title(section, true);
        Level level = section.has("level") ? level(section) : Level.WARNING;
        return new Warning(
                id,
                title,
                level,
                when(section, scope),
                escalations(section, level, scope),
                within(section),
                atStake(section.section("at-stake", "`at-stake`", AT_STAKE), scope));
    }

    private List<Escalation> escalations(Section section, Level from, Scope scope) {
        List<Escalation> escalations = new ArrayList<>();
        Level before = from;
        for (Section each : section.sections("escalate", "an escalation", ESCALATION)) {
            Level level = level(each);
            if (level.compareTo(before) <= 0 && !each.text("level").isEmpty()) {
                source.refuse(
                        each.at("level"),
                        "an escalation is louder than what stands above it, here " + Measure.word(before));
            }
            before = level;
            escalations.add(new Escalation(level, when(each, scope)));
        }
        return List.copyOf(escalations);
    }

    private @Nullable AtStake atStake(@Nullable Section section, Scope scope) {
        if (section == null) {
            return null;
        }
        section.text("value");
        ScalarNode value = section.scalar("value");
        ScalarNode probability = section.scalar("probability");
        Measure money = value == null ? null : Expressions.measure(source, value, scope, Word.Unit.MONEY);
        Measure chance =
                probability == null ? null : Expressions.measure(source, probability, scope, Word.Unit.FRACTION);
        return money == null ? null : new AtStake(chance, money);
    }

    private CareMoment care(Section section, Scope scope) {
        String id = policy.subject(section);
        return new CareMoment(id, policy.title(section, true), when(section, scope), within(section));
    }

    private Condition when(Section section, Scope scope) {
        section.text("when");
        ScalarNode when = section.scalar("when");
        return when == null ? new Condition.Any() : Expressions.compile(source, when, scope);
    }

    private long within(Section section) {
        ScalarNode within = section.scalar("act-within");
        return within == null ? ACT_WITHIN : Expressions.span(source, within);
    }

    private static @Nullable String optional(Section section, String key) {
        ScalarNode text = section.scalar(key);
        return text == null ? null : text.getValue();
    }

    private Level level(Section section) {
        String level = section.text("level");
        for (Level each : Level.values()) {
            if (Measure.word(each).equals(level)) {
                return each;
            }
        }
        if (!level.isEmpty()) {
            List<String> words = Stream.of(Level.values()).map(Measure::word).toList();
            source.refuse(section.at("level"), "there is no level `" + level + "`" + Suggestion.among(level, words));
        }
        return Level.WARNING;
    }
}
