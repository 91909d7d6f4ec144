/** Sojourn: the customer lifecycle as a stream. Here stands only what every part shares, its settings. */
@NullMarked
package io.sojourn;

import org.jspecify.annotations.NullMarked;
