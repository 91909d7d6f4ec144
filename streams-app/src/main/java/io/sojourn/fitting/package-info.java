/**
 * Where parameters and cut-points come from: fitting to past orders, and measuring what came of it. Nothing that decides looks in
 * here; what is found here decides only once it stands in the ledger.
 */
@NullMarked
package io.sojourn.fitting;

import org.jspecify.annotations.NullMarked;
