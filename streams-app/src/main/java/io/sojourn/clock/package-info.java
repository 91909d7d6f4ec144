/** The time: how far all intakes have come, and the ticks that tell the ledger. */
@NullMarked
package io.sojourn.clock;

import org.jspecify.annotations.NullMarked;
