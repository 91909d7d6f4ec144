package io.sojourn.customer;

import java.util.Locale;

/** The kinds of things that happen, as a policy names them. */
public enum ActivityKind {
    ORDER,
    ORDER_UPDATE,
    REFUND,
    CANCELLATION,
    VISIT,
    TICKET,
    REPLY,
    RESOLUTION,
    REOPENING,
    RATING,
    ENGAGEMENT,
    PROFILE,
    ERASURE;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word of the policy language: {@code order-update}. */
    public String word() {
        return word;
    }
}
