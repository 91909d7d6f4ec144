/** Promises of the embedded broker and registry. */
@NullMarked
package io.sojourn.dev;

import org.jspecify.annotations.NullMarked;
