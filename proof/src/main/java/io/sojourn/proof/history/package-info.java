/** How fast a local copy of the ledger is read, decoded and folded again, beside the live topology. */
@NullMarked
package io.sojourn.proof.history;

import org.jspecify.annotations.NullMarked;
