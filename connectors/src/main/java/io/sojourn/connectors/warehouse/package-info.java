/**
 * The door out to a warehouse: decisions as flat rows, for any sink of Kafka Connect that writes tables. Begin with {@link
 * io.sojourn.connectors.warehouse.DecisionConverter}.
 */
@NullMarked
package io.sojourn.connectors.warehouse;

import org.jspecify.annotations.NullMarked;
