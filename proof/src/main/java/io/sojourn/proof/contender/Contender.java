package io.sojourn.proof.contender;

import io.sojourn.proof.load.Ground;

/** Someone who takes the ready load from the broker and does the job, or a part of it, as fast as it can. */
public interface Contender {
    /**
     * Does it once.
     *
     * @param done told the outcome as soon as the work is done; what runs on behind it is not counted
     */
    void run(Ground ground, Finish done) throws Exception;

    /** Takes the outcome; returns when the contender shall end. */
    interface Finish {
        void with(Outcome outcome) throws Exception;
    }
}
