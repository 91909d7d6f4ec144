package io.sojourn.lifecycle;

import java.util.List;

/** What to remember and what to announce. The stream does both, and nothing else. */
public record Decision(Standing standing, List<Announcement> announcements) {}
