package io.sojourn.lifecycle;

import java.io.File;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** What domain code must not do, so that the test of the seams can show that it notices: one thing a method. */
public final class Untidy {
    private Untidy() {}

    static long readsTheClock() {
        return System.currentTimeMillis();
    }

    static Instant asksForNow() {
        return Instant.now();
    }

    static UUID leavesItToChance() {
        return UUID.randomUUID();
    }

    static double leavesAnAmountToChance() {
        return Math.random();
    }

    static Locale asksWhereItIs() {
        return Locale.getDefault();
    }

    @SuppressWarnings("AnnotateFormatMethod")
    static String writesAsTheMachineDoes(int number) {
        return String.format("%d", number);
    }

    static String looksAround() {
        return new File(".").getPath() + System.getProperty("user.dir");
    }
}
