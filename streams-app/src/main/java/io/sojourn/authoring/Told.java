package io.sojourn.authoring;

import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Measure;
import java.time.Instant;

/**
 * One decision, as stories tell it: {@code from → to} on a ladder, {@code added} or {@code removed} of a tag, {@code due} of
 * a care moment, {@code raised} and {@code cleared} of a warning.
 *
 * @param level how loud a warning is raised; empty where that is not said
 */
record Told(long at, String subject, String what, String level) {
    static final String RAISED = "raised";
    static final String CLEARED = "cleared";
    static final String ADDED = "added";
    static final String REMOVED = "removed";
    private static final String DUE = "due";

    static Told of(Announcement announcement) {
        if (announcement instanceof Announcement.StageChanged changed) {
            return stage(changed.at(), changed.subject(), changed.from(), changed.to());
        } else if (announcement instanceof Announcement.ChurnWarned warned) {
            return warned.raised()
                    ? new Told(warned.at(), warned.subject(), RAISED, Measure.word(warned.level()))
                    : new Told(warned.at(), warned.subject(), CLEARED, "");
        } else if (announcement instanceof Announcement.TagChanged changed) {
            return new Told(changed.at(), changed.subject(), changed.added() ? ADDED : REMOVED, "");
        }
        return care(announcement.at(), announcement.subject());
    }

    static Told stage(long at, String ladder, String from, String to) {
        return new Told(at, ladder, from + " → " + to, "");
    }

    static Told care(long at, String moment) {
        return new Told(at, moment, DUE, "");
    }

    /** Whether this is what was expected; how loud is of interest only where that is said. */
    boolean is(Told expected) {
        return at == expected.at
                && subject.equals(expected.subject)
                && what.equals(expected.what)
                && (expected.level.isEmpty() || level.equals(expected.level));
    }

    String text() {
        return Instant.ofEpochMilli(at) + "  " + subject + "  " + what + (level.isEmpty() ? "" : " as " + level);
    }
}
