/**
 * The door through which rows of a database come in: a transform for Kafka Connect that makes events of what a source
 * connector reads. Begin with {@link io.sojourn.connectors.rows.RowsToEvents}; {@code docs/connect.md} says what becomes of
 * each change.
 */
@NullMarked
package io.sojourn.connectors.rows;

import org.jspecify.annotations.NullMarked;
