package io.sojourn.dev.shop;

import java.math.BigDecimal;

/**
 * An order as the laws draw it, before anything is told about it.
 *
 * @param ordinal 1, 2, … within the customer
 * @param at epoch milliseconds
 * @param total scale 4, whole cents
 */
record Purchase(int ordinal, long at, BigDecimal total) {}
