package io.sojourn.authoring;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.policy.Policy;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The stories of a file. */
final class StoryReader {
    private static final List<String> FILE = List.of("policy", "stories");
    private static final List<String> STORY = List.of("story", "given", "until", "expect", "allow-others");
    private static final List<String> EXPECTED = List.of("at", "ladder", "from", "to", "warning");

    private static final Map<String, ActivityKind> MOVES = Map.of(
            "ticket", ActivityKind.TICKET,
            "reply", ActivityKind.REPLY,
            "resolution", ActivityKind.RESOLUTION,
            "reopening", ActivityKind.REOPENING,
            "rating", ActivityKind.RATING);

    private static final List<String> WHAT = List.of(
            "order",
            "order-update",
            "refund",
            "cancellation",
            "visit",
            "engagement",
            "profile",
            "ticket",
            "reply",
            "resolution",
            "reopening",
            "rating");

    private static final List<String> GIVEN = Stream.concat(
                    Stream.of("at", "total", "amount", "complaint"), WHAT.stream())
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
        boolean others =
                section.has("allow-others") && section.text("allow-others").equals("true");
        return new Story(name, section.node().getStartMark().getLine() + 1, given, expected, until, others);
    }

    private @Nullable Activity activity(Section section, int number) {
        List<String> what = WHAT.stream().filter(section::has).toList();
        if (what.size() != 1) {
            source.refuse(section.node(), "something given is one of: " + String.join(", ", WHAT));
            return null;
        }
        long at = instant(section, "at");
        String kind = what.get(0);
        String id = section.text(kind);
        String event = kind + ":" + id + (number == 0 ? "" : ":" + number);
        ActivityKind move = MOVES.get(kind);
        if (move != null) {
            return new Activity.TicketMoved(event, at, move, id, section.has("complaint"));
        }
        return switch (kind) {
            case "order" -> new Activity.Ordered("order:" + id, at, id, money(section, "total"), "USD");
            case "order-update" -> new Activity.OrderUpdated(event, at, id, money(section, "total"));
            case "refund" ->
                new Activity.Refunded(event, at, id.equals(NO_ORDER) ? null : id, money(section, "amount"));
            case "cancellation" -> new Activity.OrderCancelled(event, at, id);
            case "visit" -> new Activity.Visited("visit:" + id, at);
            case "engagement" -> new Activity.Engaged("engagement:" + id, at);
            default -> new Activity.ProfileUpdated(event, at);
        };
    }

    private Told expected(Section section, Policy policy) {
        long at = instant(section, "at");
        if (section.has("warning")) {
            return Told.warning(at, section.text("warning"), section.text("to").equals("raised"));
        }
        String ladder = section.has("ladder")
                ? section.text("ladder")
                : policy.ladders().get(0).id();
        return Told.stage(at, ladder, section.text("from"), section.text("to"));
    }

    private long money(Section section, String key) {
        if (!section.has(key)) {
            return 0;
        }
        String text = section.text(key);
        try {
            return new BigDecimal(text).movePointRight(4).longValueExact();
        } catch (NumberFormatException | ArithmeticException wrong) {
            source.refuse(section.at(key), "`" + text + "` is no amount of at most four decimals");
            return 0;
        }
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
