package io.sojourn.connectors;

/** An event did not reach its topic; sending the same event again is safe, for a second event with its id changes nothing. */
public final class EventNotSentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final String eventId;

    EventNotSentException(String topic, String eventId, Throwable cause) {
        super("Event " + eventId + " was not sent to topic " + topic + ": " + cause.getMessage(), cause);
        this.topic = topic;
        this.eventId = eventId;
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
