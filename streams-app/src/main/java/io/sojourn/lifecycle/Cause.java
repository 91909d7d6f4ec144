package io.sojourn.lifecycle;

/** What made a decision be taken. */
public enum Cause {
    /** Something happened. */
    EVENT,
    /** Nothing happened for long enough. */
    SILENCE,
    /** Something happened earlier than what was already decided, and was told late. */
    CORRECTION,
    /** Another policy decides from now on. */
    POLICY
}
