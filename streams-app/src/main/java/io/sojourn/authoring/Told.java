package io.sojourn.authoring;

import io.sojourn.lifecycle.Announcement;
import java.time.Instant;

/** One decision, as stories tell it: {@code from → to}, or {@code raised} and {@code cleared} of a warning. */
record Told(long at, String subject, String what) {
    static Told of(Announcement announcement) {
        if (announcement instanceof Announcement.StageChanged changed) {
            return stage(changed.at(), changed.subject(), changed.from(), changed.to());
        }
        return warning(announcement.at(), announcement.subject(), ((Announcement.ChurnWarned) announcement).raised());
    }

    static Told stage(long at, String ladder, String from, String to) {
        return new Told(at, ladder, from + " → " + to);
    }

    static Told warning(long at, String warning, boolean raised) {
        return new Told(at, warning, raised ? "raised" : "cleared");
    }

    String text() {
        return Instant.ofEpochMilli(at) + "  " + subject + "  " + what;
    }
}
