/** What the embedded registry knows, keeps and answers: Confluent's, without the cluster. */
@NullMarked
package io.sojourn.dev.registry;

import org.jspecify.annotations.NullMarked;
