package io.sojourn.proof.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * The guards that stand in one simulation.
 *
 * @param letterRounds how often a clock letter goes round, at most as often as the product itself sends it
 */
record Guards(int letterRounds, Set<Guard> standing) {
    /** As the product is. */
    static final Guards ALL = new Guards(Integer.MAX_VALUE, EnumSet.allOf(Guard.class));

    boolean has(Guard guard) {
        return standing.contains(guard);
    }

    Guards without(Guard guard) {
        Set<Guard> left = EnumSet.copyOf(standing);
        left.remove(guard);
        return new Guards(letterRounds, left);
    }

    Guards withLetterRounds(int rounds) {
        return new Guards(rounds, standing);
    }
}
