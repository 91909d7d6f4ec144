package io.sojourn.intake;

import java.time.Duration;

/**
 * What this house takes in.
 *
 * @param currency the ISO 4217 code all amounts must be in ({@code money.currency})
 * @param maxAhead how much later than its arrival an event may claim to occur ({@code intake.max.ahead})
 * @param maxEventBytes the largest event value, in bytes ({@code intake.max.event.bytes})
 */
public record IntakeLimits(String currency, Duration maxAhead, int maxEventBytes) {}
