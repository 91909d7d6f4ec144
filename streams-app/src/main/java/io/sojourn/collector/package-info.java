/** The door for programs that speak HTTP: the Segment tracking API and CloudEvents in, our events out. */
@NullMarked
package io.sojourn.collector;

import org.jspecify.annotations.NullMarked;
