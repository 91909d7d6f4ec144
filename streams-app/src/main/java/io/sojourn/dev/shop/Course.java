package io.sojourn.dev.shop;

/** Something that goes on in the shop: a customer's life, or the coming and going of guests. */
interface Course {
    /** Later than everything: nothing more will happen. */
    long NEVER = Long.MAX_VALUE;

    /** When the next thing happens, epoch milliseconds; never earlier than what {@link #next()} gave last. */
    long nextAt();

    /** The next thing. @throws java.util.NoSuchElementException if nothing more happens */
    Moment next();
}
