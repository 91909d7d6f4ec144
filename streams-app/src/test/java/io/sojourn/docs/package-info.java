/** Holds what people read to what is there. */
@NullMarked
package io.sojourn.docs;

import org.jspecify.annotations.NullMarked;
