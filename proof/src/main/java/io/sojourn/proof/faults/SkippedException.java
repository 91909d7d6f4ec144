package io.sojourn.proof.faults;

/** A scenario that this machine cannot stage, and why. */
final class SkippedException extends Exception {
    private static final long serialVersionUID = 1;

    SkippedException(String reason) {
        super(reason);
    }
}
