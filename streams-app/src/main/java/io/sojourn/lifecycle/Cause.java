package io.sojourn.lifecycle;

/** What made a decision be taken. */
public enum Cause {
    /** Something happened. */
    EVENT,
    /** Nothing happened for long enough. */
    SILENCE,
    /** In a silence, what a purchase model expects of the customer came to its threshold. */
    CROSSING,
    /** Something happened earlier than what was already decided, and was told late. */
    CORRECTION,
    /** Another policy decides from now on. */
    POLICY,
    /** Other limits between RFM scores hold from now on. */
    CUTPOINTS,
    /** The customer was erased. */
    ERASURE;

    /** Whether nothing happened but time. */
    public boolean isByItself() {
        return this == SILENCE || this == CROSSING;
    }

    /** Whether what decides changed, and nothing about the customer. */
    boolean isOfPolicy() {
        return this == POLICY || this == CUTPOINTS;
    }
}
