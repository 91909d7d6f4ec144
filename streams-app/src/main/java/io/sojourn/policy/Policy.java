package io.sojourn.policy;

import java.util.List;

/**
 * What the business asks of every customer: ladders, warnings, and the trailing window of its RFM.
 *
 * @param seal a hash of all that it means, where it was read from a file: an edit that forgets the version is noticed too;
 *     empty for one in code
 */
public record Policy(
        String id, int version, List<Ladder> ladders, List<Warning> warnings, long windowMillis, String seal) {
    public Policy(String id, int version, List<Ladder> ladders, List<Warning> warnings, long windowMillis) {
        this(id, version, ladders, warnings, windowMillis, "");
    }

    /** Which policy it is, in a line: what is decided by one must not go on being decided by another. */
    public String text() {
        return id + " version " + version + (seal.isEmpty() ? "" : " (" + seal + ")") + " over "
                + Durations.show(windowMillis);
    }
}
