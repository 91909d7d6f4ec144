package io.sojourn.dev.shop;

import java.time.Duration;
import java.time.Instant;

/**
 * A flash sale: for a short while newcomers stream in who order at once, most of them this one time.
 *
 * @param name the campaign that brought them
 * @param onceOnly the share, 0 to 1, of newcomers who drop out with their first order whatever the shop's dropout law says
 */
public record Sale(String name, Instant opensAt, Duration lasts, double newcomersPerMinute, double onceOnly) {}
