/** How long it takes until something that became true is known. */
@NullMarked
package io.sojourn.proof.latency;

import org.jspecify.annotations.NullMarked;
