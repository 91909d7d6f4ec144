package io.sojourn.policy;

import io.sojourn.customer.Facts;
import java.util.Locale;

/** What is heard of a customer, or done for them, of which it is remembered when it last was. */
public enum Sign {
    ORDER,
    VISIT,
    /** Something was put in the cart, or its checkout begun. */
    CART,
    /** A ticket was opened. */
    TICKET,
    /** We replied to a ticket. */
    REPLY,
    RATING,
    ENGAGEMENT,
    /** We turned to the customer: an engagement that was our doing, or a reply. */
    CONTACT,
    PROFILE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word of the policy language. */
    public String word() {
        return word;
    }

    /** When it last was, up to {@code instant}, or {@link Facts#NEVER_HAPPENED}. */
    long lastAt(Facts facts, long instant) {
        return switch (this) {
            case ORDER -> facts.lastOrderAt(instant);
            case VISIT -> facts.lastVisitAt(instant);
            case CART -> facts.carts().trail().lastUpTo(instant);
            case TICKET -> facts.tickets().lastOpenedAt(instant);
            case REPLY -> facts.tickets().lastReplyAt(instant);
            case RATING -> facts.tickets().lastRatingAt(instant);
            case ENGAGEMENT -> facts.engagements().lastAt(instant);
            case CONTACT ->
                Math.max(
                        facts.engagements().lastContactAt(instant),
                        facts.tickets().lastReplyAt(instant));
            case PROFILE -> facts.profile().updatedAt();
        };
    }
}
