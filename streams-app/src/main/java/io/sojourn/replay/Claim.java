package io.sojourn.replay;

import static java.util.Locale.ROOT;

import io.sojourn.lifecycle.Announcement;
import io.sojourn.stream.DecisionCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a decision says of a customer, whenever and however it was found: two that say the same are the same decision.
 *
 * @param topic on which it is told
 * @param subject the ladder, warning, tag or care moment
 * @param from the stage that was left; null where it is about none
 * @param at when it became true
 */
public record Claim(String topic, String subject, @Nullable String from, String to, long at) {
    /** What an announcement says. */
    public static Claim of(Announcement announcement) {
        String from = announcement instanceof Announcement.StageChanged change ? change.from() : null;
        return new Claim(
                DecisionCodec.topic(announcement),
                announcement.subject(),
                from,
                becomes(announcement),
                announcement.at());
    }

    private static String becomes(Announcement announcement) {
        if (announcement instanceof Announcement.StageChanged change) {
            return change.to();
        } else if (announcement instanceof Announcement.ChurnWarned warned) {
            return (warned.raised() ? "raised as " : "cleared as ")
                    + warned.level().name().toLowerCase(ROOT);
        } else if (announcement instanceof Announcement.TagChanged change) {
            return change.added() ? "added" : "removed";
        }
        return "due";
    }

    /** {@code NEW → ACTIVE}, {@code raised as warning}, {@code removed}. */
    public String text() {
        return from == null ? to : from + " → " + to;
    }
}
