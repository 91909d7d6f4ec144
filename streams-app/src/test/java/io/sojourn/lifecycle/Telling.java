package io.sojourn.lifecycle;

import static io.sojourn.value.Rfm.DAY;

import java.util.List;

/** Announcements in a line each, as tests write them: {@code day 90: NEW > DORMANT}, {@code day 90 + 1ms: warning raised}. */
final class Telling {
    private Telling() {}

    static List<String> of(List<Announcement> announcements) {
        return announcements.stream().map(Telling::of).toList();
    }

    static String of(Announcement announcement) {
        return when(announcement.at()) + ": " + what(announcement) + how(announcement);
    }

    private static String when(long at) {
        long rest = Math.floorMod(at, DAY);
        return "day " + Math.floorDiv(at, DAY) + (rest == 0 ? "" : " + " + rest + "ms");
    }

    private static String what(Announcement announcement) {
        if (announcement instanceof Announcement.StageChanged changed) {
            return changed.from() + " > " + changed.to();
        }
        return ((Announcement.ChurnWarned) announcement).raised() ? "warning raised" : "warning cleared";
    }

    private static String how(Announcement announcement) {
        if (announcement.cause() != Cause.CORRECTION) {
            return "";
        }
        return announcement.supersedes() == null
                ? " (correction)"
                : " (correction of " + announcement.supersedes() + ")";
    }
}
