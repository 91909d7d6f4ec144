/** The promise under faults: nothing lost, nothing doubled, the same history; start at {@link io.sojourn.proof.faults.Scenarios}. */
@NullMarked
package io.sojourn.proof.faults;

import org.jspecify.annotations.NullMarked;
