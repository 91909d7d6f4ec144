/** All it takes to run Sojourn without a cluster: a broker, a registry and a shop that never was. */
@NullMarked
package io.sojourn.dev;

import org.jspecify.annotations.NullMarked;
