package io.sojourn.stream;

import io.sojourn.lifecycle.Standing;

/**
 * A standing, and where in the ledger it was last touched.
 *
 * @param afterTick the latest tick that stood above the customer's latest activity; no tick up to it may be heard about
 *     them any more, even where its silences are still being worked off
 * @param revision by which policy it was decided, see {@link Revisions}
 */
public record Remembered(Standing standing, long afterTick, int revision) {
    /** By the policy of the settings. */
    public Remembered(Standing standing, long afterTick) {
        this(standing, afterTick, 0);
    }
}
