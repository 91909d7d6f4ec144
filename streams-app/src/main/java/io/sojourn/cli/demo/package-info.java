/** The demonstration: a broker, a registry, the whole pipeline and a simulated shop in one process, told on one screen. */
@NullMarked
package io.sojourn.cli.demo;

import org.jspecify.annotations.NullMarked;
