/**
 * The product's processors over a small simulated Kafka, in one thread, every choice taken by a seed. Start reading at
 * {@link io.sojourn.proof.simulation.World}.
 */
@NullMarked
package io.sojourn.proof.simulation;

import org.jspecify.annotations.NullMarked;
