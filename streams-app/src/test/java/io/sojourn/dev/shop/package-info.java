/** What the simulated shop promises. */
@NullMarked
package io.sojourn.dev.shop;

import org.jspecify.annotations.NullMarked;
