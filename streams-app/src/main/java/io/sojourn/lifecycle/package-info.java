/** What it means: the pure decision. Start reading at {@link io.sojourn.lifecycle.Lifecycle}. */
@NullMarked
package io.sojourn.lifecycle;

import org.jspecify.annotations.NullMarked;
