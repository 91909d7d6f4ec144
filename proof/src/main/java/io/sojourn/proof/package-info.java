/** Measurements of the product beside others that do its job: start reading at {@link io.sojourn.proof.Bench}. */
@NullMarked
package io.sojourn.proof;

import org.jspecify.annotations.NullMarked;
