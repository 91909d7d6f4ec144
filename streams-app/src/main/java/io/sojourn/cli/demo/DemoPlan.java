package io.sojourn.cli.demo;

import io.sojourn.policy.Policies;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration was asked to show.
 *
 * @param customers who have come to the shop by its opening to the public, about
 * @param days how long the shop has existed by then
 * @param speed how many times faster than life its live traffic is shown
 * @param runFor how long to show live traffic; null until stopped
 * @param port of the query API; 0 takes a free one
 * @param collectorPort of the HTTP collector; 0 takes a free one
 * @param keep where to leave everything when it ends; null for a temporary folder that is deleted
 * @param policies what is asked of customers
 */
public record DemoPlan(
        int customers,
        long seed,
        int days,
        double speed,
        @Nullable Duration runFor,
        int port,
        int collectorPort,
        @Nullable Path keep,
        Policies policies) {}
