package io.sojourn.proof.simulation;

/**
 * One choice. It means something by itself, whatever stands before it, so that a schedule can be shortened; where it cannot be
 * done, nothing happens.
 *
 * @param worker which worker, or which partition
 * @param detail a number that the act takes its details from
 */
record Step(Act act, int worker, int detail) {
    /** What can happen, with how often it is chosen. */
    enum Act {
        /** A source sends an event, or somebody asks for a policy. */
        SEND(10),
        /** Time passes. */
        PASS(10),
        /** A worker goes once round its loop: polls, lets tasks take records, writes letters perhaps, commits perhaps. */
        WORK(50),
        /** The broker reads one partition for the worker's fetch, or several; or the answer arrives. */
        FETCH(50),
        /** A decided transaction is told to one partition it wrote to, or to all. */
        TELL(25),
        /** A worker only polls; tasks given to it begin. */
        POLL(8),
        /** A task of the worker takes its next record. */
        PROCESS(8),
        /** Punctuators of a task fire: letters, silences. */
        PUNCTUATE(5),
        /** A record that waits in the producer reaches the broker. */
        WRITE(8),
        /** The worker commits. */
        COMMIT(5),
        /** A worker asks for the ends of the partitions it knows no lag of. */
        ENDS(2),
        /** The worker dies, perhaps while it commits, and another takes its tasks. */
        CRASH(1),
        /** What a dead worker left open is aborted. */
        ABORT(2),
        /** A task goes to another worker. */
        MOVE(1),
        /** The worker's wall clock is set. */
        SET_CLOCK(1);

        private final int weight;

        Act(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }
}
