package io.sojourn.proof.flink;

import io.sojourn.proof.contender.Effort;
import java.util.concurrent.TimeUnit;

/**
 * What the subtasks of this process do, told to one {@link Effort} now and then: asking for the process's CPU time at every
 * event would cost more than the event. Neither the start of the cluster nor its end is work.
 */
final class Tally {
    private static final long BETWEEN_TELLING = TimeUnit.MILLISECONDS.toNanos(5);

    /** Flink makes its subtasks itself, in this process, and can be handed nothing that is not serialized. */
    private static volatile Effort effort = Effort.after(0);

    private long untold;
    private long toldAt;

    /** Counts from the beginning, for all subtasks of this process. */
    static Effort begin(long warmUp) {
        Effort begun = Effort.after(warmUp);
        effort = begun;
        return begun;
    }

    void event() {
        untold++;
        work();
    }

    void work() {
        long now = System.nanoTime();
        if (now - toldAt > BETWEEN_TELLING) {
            toldAt = now;
            effort.saw(untold);
            untold = 0;
        }
    }

    void end() {
        effort.sawBefore(untold);
    }
}
