/**
 * The door through which decisions go out: a sink for Kafka Connect that posts them to whoever has no Kafka. Begin with
 * {@link io.sojourn.connectors.webhook.WebhookSinkTask}.
 */
@NullMarked
package io.sojourn.connectors.webhook;

import org.jspecify.annotations.NullMarked;
