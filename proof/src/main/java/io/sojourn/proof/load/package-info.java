/** What the contenders are given: made-up customers, always the same. */
@NullMarked
package io.sojourn.proof.load;

import org.jspecify.annotations.NullMarked;
