package io.sojourn.proof.simulation;

/** A committed record that has come to its task. */
record Polled(int offset, Entry entry) {}
