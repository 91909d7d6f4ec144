@NullMarked
package io.sojourn.connectors.warehouse;

import org.jspecify.annotations.NullMarked;
