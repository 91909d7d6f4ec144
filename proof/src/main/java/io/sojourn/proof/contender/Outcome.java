package io.sojourn.proof.contender;

/**
 * What a contender says of its own run.
 *
 * @param events that were timed
 * @param seconds they took
 * @param cpuSeconds of its process meanwhile
 * @param stateBytes of all it remembers; 0 if the changelog tells
 */
public record Outcome(long events, double seconds, double cpuSeconds, long peakRssBytes, long stateBytes) {}
