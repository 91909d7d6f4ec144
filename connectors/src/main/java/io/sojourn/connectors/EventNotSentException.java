package io.sojourn.connectors;

import org.apache.kafka.common.errors.AuthorizationException;

/** An event did not reach its topic; sending the same event again is safe, for a second event with its id changes nothing. */
public final class EventNotSentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final String eventId;

    /** @param user who sent it, as the broker's ACLs write it */
    EventNotSentException(String topic, String eventId, String user, Throwable cause) {
        super("Event " + eventId + " was not sent to topic " + topic + ": " + reason(topic, user, cause), cause);
        this.topic = topic;
        this.eventId = eventId;
    }

    private static String reason(String topic, String user, Throwable cause) {
        // The broker names the topic at best; without any Write right it refuses "the cluster".
        return cause instanceof AuthorizationException || cause.getCause() instanceof AuthorizationException
                ? user + " lacks Write on topic " + topic
                        + "; `sojourn topics acls source` prints the command that grants it (" + cause.getMessage()
                        + ")"
                : String.valueOf(cause.getMessage());
    }

    /** The topic it was meant for. */
    public String topic() {
        return topic;
    }

    /** The event's own id. */
    public String eventId() {
        return eventId;
    }
}
