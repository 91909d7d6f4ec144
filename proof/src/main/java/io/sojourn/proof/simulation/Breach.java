package io.sojourn.proof.simulation;

/**
 * A promise that was not kept.
 *
 * @param law what was promised
 * @param what what there was instead
 */
record Breach(String law, String what) {}
