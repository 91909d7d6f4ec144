@NullMarked
package io.sojourn.connectors.rows;

import org.jspecify.annotations.NullMarked;
