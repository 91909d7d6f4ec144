/** What can be asked over HTTP: customers, their history, the population of the stages, health and metrics. */
@NullMarked
package io.sojourn.server;

import org.jspecify.annotations.NullMarked;
