package io.sojourn.policy;

/**
 * Raised when its condition becomes true, cleared when it no longer is.
 *
 * @param actionableMillis how long after it became true acting on it makes sense
 */
public record Warning(String id, Title title, Level level, Condition when, long actionableMillis) {
    /** How loud it is. */
    public enum Level {
        NOTICE,
        WARNING,
        CRITICAL
    }
}
