package io.sojourn.intake;

/** What intake counts. Called on the hot path from several threads: an implementation neither blocks nor does I/O. */
public interface IntakeFigures {
    /** An event of this input topic went into the ledger. */
    void accepted(String topic);

    /** An event of this input topic named no customer and was kept apart. */
    void guest(String topic);

    /** A record was refused, for this {@link Reason}. */
    void rejected(String reason);

    /** The letter of this intake task came back from its last round: all that had arrived by {@code at} (epoch ms) is in the ledger. */
    void letterBack(int task, long at);

    /** This instance no longer runs this intake task. */
    void intakeTaskLeft(int task);

    /** The calling thread starts ({@code true}) or ends to wait for the schema registry. */
    void registryWaiting(boolean waits);
}
