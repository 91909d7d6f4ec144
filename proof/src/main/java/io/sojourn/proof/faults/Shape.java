package io.sojourn.proof.faults;

import io.sojourn.proof.faults.script.Oddities;
import io.sojourn.proof.faults.script.People;
import io.sojourn.proof.faults.script.Script;
import java.time.Duration;
import java.util.function.LongFunction;

/** Scripts that several scenarios share, and with them a golden run; by seed. */
enum Shape implements LongFunction<Script> {
    /** Everybody, in ten seconds. */
    ORDINARY,
    /** Of whom the build before this one can tell too: it knows of no erasure. */
    EARLIER,
    /** Four times as many, in a minute. */
    LASTING,
    /** For faults that hold up the sources too. */
    PATIENT,
    /** With thousands whose deadline is one instant. */
    CROWDED,
    /** With two hundred thousand more whose deadline is one instant. */
    THRONGED,
    /** With a hundred thousand more who ordered once and are not silent yet. */
    MANY,
    /** With one customer who has a thousand orders, and thousands who have one. */
    HOT,
    /** With some whose order is told once here, and again elsewhere. */
    TELLERS,
    /** With some who ordered half a century ago. */
    SINCE_LONG;

    static final Duration SHORT = Duration.ofSeconds(10);
    static final Duration DEADLINE = Duration.ofSeconds(8);
    static final Duration THRONG_DEADLINE = Duration.ofSeconds(35);
    static final Duration FIFTY_YEARS_AGO = Duration.ofDays(-50 * 365);

    private static final Duration LONG = Duration.ofMinutes(1);

    /** By so much who is saved from silence is early; nothing that holds up the sources may last longer. */
    private static final Duration MARGIN = Duration.ofSeconds(6);

    private static final Duration MARGIN_WITHOUT_BROKER = Duration.ofSeconds(25);
    private static final int EACH = 60;
    private static final int GUESTS = 40;
    private static final int CROWD = 3_000;
    private static final int THRONG = 200_000;
    private static final int MANY_CUSTOMERS = 100_000;

    @Override
    public Script apply(long seed) {
        return switch (this) {
            case ORDINARY -> people(seed, EACH, SHORT, MARGIN);
            case EARLIER -> People.script(seed, EACH, SHORT, MARGIN).and(Oddities.guests(GUESTS, SHORT));
            case LASTING -> people(seed, 4 * EACH, LONG, MARGIN);
            case PATIENT -> people(seed, EACH, SHORT, MARGIN_WITHOUT_BROKER);
            case CROWDED -> ORDINARY.apply(seed).and(Oddities.silentTogether(CROWD, SHORT.dividedBy(3), DEADLINE));
            case THRONGED ->
                PATIENT.apply(seed)
                        .and(Oddities.silentTogether(THRONG, SHORT, THRONG_DEADLINE))
                        .lasting(THRONG_DEADLINE.plus(MARGIN));
            case MANY -> PATIENT.apply(seed).and(Oddities.silentTogether(MANY_CUSTOMERS, SHORT, Duration.ofDays(1)));
            case HOT ->
                ORDINARY.apply(seed)
                        .and(Oddities.hotKey(1_000, SHORT))
                        .and(Oddities.silentTogether(CROWD, SHORT, Duration.ofDays(1)));
            case TELLERS -> ORDINARY.apply(seed).and(Oddities.consistent(60, SHORT));
            case SINCE_LONG -> ORDINARY.apply(seed).and(Oddities.dated(FIFTY_YEARS_AGO, 30, SHORT));
        };
    }

    private static Script people(long seed, int ofEachKind, Duration length, Duration margin) {
        return People.script(seed, ofEachKind, length, margin)
                .and(People.erased(seed, ofEachKind, length))
                .and(Oddities.guests(GUESTS, length));
    }
}
