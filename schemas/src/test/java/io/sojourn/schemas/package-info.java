/** Promises of the wire format and of the topic catalogue. */
@NullMarked
package io.sojourn.schemas;

import org.jspecify.annotations.NullMarked;
