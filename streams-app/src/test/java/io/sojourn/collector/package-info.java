@NullMarked
package io.sojourn.collector;

import org.jspecify.annotations.NullMarked;
