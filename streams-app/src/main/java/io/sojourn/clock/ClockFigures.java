package io.sojourn.clock;

import java.util.Set;

/** What the clock shows of itself. */
public interface ClockFigures {
    /** The imports that hold the clock now; empty when it runs freely. */
    void clockHeldBy(Set<String> imports);
}
