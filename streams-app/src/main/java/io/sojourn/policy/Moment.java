package io.sojourn.policy;

import io.sojourn.customer.Facts;

/** What is known of a customer, at an instant: all that a condition may look at. */
public record Moment(Facts facts, long at) {}
