package io.sojourn.policy;

/**
 * By what is decided: at first, and by what becomes active later.
 *
 * @param first of the settings, in force until the ledger says otherwise
 * @param later makes a policy of what the ledger holds of it
 */
public record Policies(Policy first, Reader later) {
    /** A policy's file as a policy. */
    @FunctionalInterface
    public interface Reader {
        /**
         * What the file says.
         *
         * @param file the text of the file
         * @param windowMillis the trailing window of RFM
         * @throws IllegalArgumentException with all that is wrong
         */
        Policy read(String file, long windowMillis);
    }

    /** This one, and no other can become active. */
    public static Policies only(Policy policy) {
        return new Policies(policy, (file, window) -> {
            throw new IllegalArgumentException("there is one policy here, and no other can become active");
        });
    }
}
