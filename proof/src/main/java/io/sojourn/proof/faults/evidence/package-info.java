/** What a run left behind, and what may be concluded from it. */
@NullMarked
package io.sojourn.proof.faults.evidence;

import org.jspecify.annotations.NullMarked;
