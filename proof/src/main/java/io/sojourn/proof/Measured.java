package io.sojourn.proof;

import io.sojourn.proof.load.Decisions;

/**
 * One run of one contender.
 *
 * @param events that were timed, behind the warm-up
 * @param passed all events that went through, warm-up included
 * @param brokerCpuSeconds the broker's processor time over the whole run, start included
 * @param outputBytes on the topics others read, as stored
 * @param changelogBytes on whatever it keeps its state in on the broker, as stored
 * @param stateBytesPerCustomer average size of what is remembered of one
 */
record Measured(
        String contender,
        int round,
        long events,
        long passed,
        double seconds,
        double cpuSeconds,
        double brokerCpuSeconds,
        long peakRssBytes,
        Decisions decisions,
        long outputBytes,
        long changelogBytes,
        long stateBytesPerCustomer) {
    double eventsPerSecond() {
        return events / seconds;
    }

    double cpuSecondsPerMillion() {
        return cpuSeconds * 1e6 / events;
    }

    double brokerCpuSecondsPerMillion() {
        return brokerCpuSeconds * 1e6 / passed;
    }
}
