package io.sojourn.proof.simulation;

/** What keeps the promises. Each can be taken away in the simulation, never in the product, to see that it is missed. */
enum Guard {
    /** Outputs, changelogs and offsets are committed together or not at all ({@code exactly_once_v2}). */
    TRANSACTIONS,
    /** A task waits for a partition that is known to hold more ({@code max.task.idle.ms} is 0, not -1). */
    WAITS_FOR_KNOWN_LAG,
    /** Customers kept as objects are written to store and changelog before a commit, not after it. */
    WRITES_BACK_BEFORE_COMMIT,
    /** A restored store holds nothing that was not committed. */
    RESTORES_ONLY_COMMITTED,
    /** The broker stamps clock letters, not whoever writes them ({@code LogAppendTime}). */
    LETTERS_STAMPED_BY_THE_BROKER
}
