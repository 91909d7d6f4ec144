/** The door: what may become part of the ledger, what is kept apart, and the letters that tell how far we have read. */
@NullMarked
package io.sojourn.intake;

import org.jspecify.annotations.NullMarked;
