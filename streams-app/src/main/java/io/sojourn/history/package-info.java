/** Past orders from files: read by a mapping, put in time order, written to the ledger with the ticks between. */
@NullMarked
package io.sojourn.history;

import org.jspecify.annotations.NullMarked;
