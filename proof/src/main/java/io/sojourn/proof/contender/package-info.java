/** Who takes part, each in a process of its own. */
@NullMarked
package io.sojourn.proof.contender;

import org.jspecify.annotations.NullMarked;
