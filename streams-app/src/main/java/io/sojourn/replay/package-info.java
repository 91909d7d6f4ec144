/** The ledger read again: what it says by itself, held against what was published, and as of any instant. */
@NullMarked
package io.sojourn.replay;

import org.jspecify.annotations.NullMarked;
