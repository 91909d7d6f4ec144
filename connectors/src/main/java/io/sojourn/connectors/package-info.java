/** The doors through which events come in. */
@NullMarked
package io.sojourn.connectors;

import org.jspecify.annotations.NullMarked;
