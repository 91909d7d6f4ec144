/** A simulated shop that knows the truth: customers who arrive, buy, return and fall silent by known laws. */
@NullMarked
package io.sojourn.dev.shop;

import org.jspecify.annotations.NullMarked;
