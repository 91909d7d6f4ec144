/**
 * Purchase models: how likely a customer is to order again, how often, and what that is worth. Pure functions of parameters and
 * facts, in {@link StrictMath} and plain arithmetic alone, so they give the same bits on every machine.
 */
@NullMarked
package io.sojourn.value.purchase;

import org.jspecify.annotations.NullMarked;
