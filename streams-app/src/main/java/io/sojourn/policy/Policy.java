package io.sojourn.policy;

import java.util.List;

/** What the business asks of every customer: ladders, warnings, and the trailing window of its RFM. */
public record Policy(String id, int version, List<Ladder> ladders, List<Warning> warnings, long windowMillis) {
    /** Which policy it is, in a line: what is decided by one must not go on being decided by another. */
    public String text() {
        return id + " version " + version + " over " + Durations.show(windowMillis);
    }
}
