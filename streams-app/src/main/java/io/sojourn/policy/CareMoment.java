package io.sojourn.policy;

/**
 * A moment at which somebody should turn to the customer: announced each time its condition becomes true.
 *
 * @param actionableMillis how long after it became true acting on it makes sense
 */
public record CareMoment(String id, Title title, Condition when, long actionableMillis) implements Mark {}
