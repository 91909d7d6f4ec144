package io.sojourn.authoring;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Warning;
import io.sojourn.yaml.Suggestion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The stories of a file. */
final class StoryReader {
    private static final List<String> FILE = List.of("policy", "stories");
    private static final List<String> STORY = List.of("story", "given", "until", "expect", "allow-others");
    private static final List<String> EXPECTED =
            List.of("at", "ladder", "from", "to", "warning", "level", "tag", "care");
    private static final List<String> BOTH = List.of("true", "false");
    private static final List<String> ALARMS = List.of(Told.RAISED, Told.CLEARED);
    private static final List<String> TAGS = List.of(Told.ADDED, Told.REMOVED);
    private static final List<String> LEVELS =
            Stream.of(Warning.Level.values()).map(Measure::word).toList();
    private static final List<String> STARS = List.of("1", "2", "3", "4", "5");
    private static final int MONEY = 4;

    private static final List<String> WHAT =
            Stream.of(ActivityKind.values()).map(ActivityKind::word).toList();

    private static final List<String> GIVEN = Stream.concat(
                    Stream.of("at", "total", "amount", "complaint", "cart", "kind", "by-staff", "stars", "attributes"),
                    WHAT.stream())
            .toList();

    /** What a refund is of that names no order. */
    private static final String NO_ORDER = "none";

    private final Source source;
    private final Section file;

    StoryReader(Source source) {
        this.source = source;
        this.file = new Section(source, source.root(), "a file of stories", FILE);
    }

    /** The policy it is about, as it is written; null where that is left to whoever reads. */
    @Nullable
    String policy() {
        ScalarNode policy = file.scalar("policy");
        return policy == null ? null : policy.getValue();
    }

    List<Story> stories(Policy policy) {
        List<Story> stories = file.sections("stories", "a story", STORY).stream()
                .map(each -> story(each, policy))
                .toList();
        if (stories.isEmpty()) {
            source.refuse(file.node(), "there are no `stories`");
        }
        source.requireSound();
        return stories;
    }

    private Story story(Section section, Policy policy) {
        String name = section.text("story");
        List<Activity> given = new ArrayList<>();
        for (Section each : section.sections("given", "something given", GIVEN)) {
            Activity activity = activity(each, given.size());
            if (activity != null) {
                given.add(activity);
            }
        }
        List<Told> expected = section.sections("expect", "something expected", EXPECTED).stream()
                .map(each -> expected(each, policy))
                .toList();
        if (given.isEmpty()) {
            source.refuse(section.node(), "a story needs something `given`");
        }
        long latest = Stream.concat(
                        given.stream().map(Activity::at), expected.stream().map(Told::at))
                .mapToLong(at -> at)
                .max()
                .orElse(0);
        long until = section.has("until") ? instant(section, "until") : latest;
        int line = section.node().getStartMark().getLine() + 1;
        return new Story(name, line, given, expected, until, isSet(section, "allow-others"));
    }

    private @Nullable Activity activity(Section section, int number) {
        List<ActivityKind> what = Stream.of(ActivityKind.values())
                .filter(each -> section.has(each.word()))
                .toList();
        if (what.size() != 1) {
            source.refuse(section.node(), "something given is one of: " + String.join(", ", WHAT));
            return null;
        }
        long at = instant(section, "at");
        ActivityKind kind = what.get(0);
        String id = section.text(kind.word());
        String same = kind.word() + ":" + id;
        String event = number == 0 ? same : same + ":" + number;
        return switch (kind) {
            case ORDER -> new Activity.Ordered(same, at, id, money(section, "total"), "USD");
            case ORDER_UPDATE -> new Activity.OrderUpdated(event, at, id, money(section, "total"));
            case REFUND -> new Activity.Refunded(event, at, id.equals(NO_ORDER) ? null : id, money(section, "amount"));
            case CANCELLATION -> new Activity.OrderCancelled(event, at, id);
            case VISIT -> new Activity.Visited(same, at, isSet(section, "cart"));
            case ENGAGEMENT ->
                new Activity.Engaged(
                        same, at, section.has("kind") ? section.text("kind") : id, isSet(section, "by-staff"));
            case PROFILE -> new Activity.ProfileUpdated(event, at, section.pairs("attributes"));
            case TICKET, RESOLUTION, REOPENING ->
                new Activity.TicketMoved(event, at, kind, id, isSet(section, "complaint"));
            case REPLY -> new Activity.TicketReplied(event, at, id, isSet(section, "by-staff"));
            case RATING -> new Activity.TicketRated(event, at, id, stars(section));
            case ERASURE -> new Activity.Erased(same, at);
        };
    }

    private Told expected(Section section, Policy policy) {
        long at = instant(section, "at");
        if (section.has("warning")) {
            String warning = known(section, "warning", ids(policy.warnings()));
            String level = section.has("level") ? known(section, "level", LEVELS) : "";
            return new Told(at, warning, known(section, "to", ALARMS), level);
        } else if (section.has("tag")) {
            return new Told(at, known(section, "tag", ids(policy.tags())), known(section, "to", TAGS), "");
        } else if (section.has("care")) {
            return Told.care(at, known(section, "care", ids(policy.careMoments())));
        }
        List<String> ladders = policy.ladders().stream().map(Ladder::id).toList();
        String ladder = ladders.isEmpty() || section.has("ladder") ? known(section, "ladder", ladders) : ladders.get(0);
        if (!ladders.contains(ladder)) {
            return Told.stage(at, ladder, "", "");
        }
        List<String> stages = policy.ladders().get(ladders.indexOf(ladder)).stages().stream()
                .map(Ladder.Stage::id)
                .toList();
        return Told.stage(at, ladder, known(section, "from", stages), known(section, "to", stages));
    }

    private static List<String> ids(List<? extends Mark> marks) {
        return marks.stream().map(Mark::id).toList();
    }

    private int stars(Section section) {
        String stars = known(section, "stars", STARS);
        return STARS.contains(stars) ? Integer.parseInt(stars) : 1;
    }

    private boolean isSet(Section section, String key) {
        return section.has(key) && known(section, key, BOTH).equals(BOTH.get(0));
    }

    /** The text of a key, which is one of these, or is refused. */
    private String known(Section section, String key, List<String> all) {
        String text = section.text(key);
        if (!text.isEmpty() && !all.contains(text)) {
            source.refuse(section.at(key), "`" + key + "` cannot be `" + text + "`" + Suggestion.among(text, all));
        }
        return text;
    }

    private long money(Section section, String key) {
        ScalarNode money = section.scalar(key);
        return money == null ? 0 : source.exactly(money, MONEY);
    }

    private long instant(Section section, String key) {
        String text = section.text(key);
        try {
            Instant instant = text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeException wrong) {
            if (!text.isEmpty()) {
                source.refuse(
                        section.at(key), "`" + text + "` is no instant such as 2025-01-31T00:00:00Z, or day in UTC");
            }
            return 0;
        }
    }
}
