package io.sojourn.intake;

import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may become part of the ledger. Pure: the same event with the same arrival gets the same verdict; live
 * intake and imports ask here alike. Safe for several threads.
 */
public final class IntakeChecks {
    /** Ids are at most this long, in bytes of UTF-8. */
    public static final int LONGEST_ID = 256;

    /** Amounts lie between minus this and this, inclusive, so that a long of 1/10,000 holds them and their sums. */
    public static final BigDecimal LARGEST_AMOUNT = BigDecimal.TEN.pow(13);

    /** Decimals of an amount. */
    public static final int DECIMALS = 4;

    /**
     * Headers may take this many bytes beside a value of the largest size. An accepted record travels on with its
     * headers and a key of ours, and must still fit where it fitted before (brokers take 1,048,588 bytes by default).
     */
    public static final int LARGEST_HEADERS = 32 * 1024;

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private final IntakeLimits limits;
    private final Map<String, Map<Class<?>, EventShape>> shapesByTopic;

    public IntakeChecks(IntakeLimits limits) {
        this.limits = limits;
        shapesByTopic = new HashMap<>();
        for (Topic topic : Topics.catalogue(1, 1)) {
            if (Topics.INPUTS.contains(topic.name())) {
                var shapes = new HashMap<Class<?>, EventShape>();
                for (var type : topic.types()) {
                    shapes.put(type, EventShape.of(schemaOf(type), this::checkFor));
                }
                shapesByTopic.put(topic.name(), shapes);
            }
        }
    }

    /**
     * The size of a record, known before it is read.
     *
     * @param valueBytes bytes of its value
     * @param headerBytes bytes of its headers
     * @return why it is too large; empty if it is not
     */
    public Optional<Refusal> checkSize(int valueBytes, int headerBytes) {
        if (valueBytes > limits.maxEventBytes()) {
            return Optional.of(new Refusal(
                    Reason.TOO_LARGE,
                    null,
                    valueBytes + " bytes",
                    "send at most " + limits.maxEventBytes() + " bytes (setting intake.max.event.bytes)"));
        }
        if (headerBytes > LARGEST_HEADERS) {
            return Optional.of(new Refusal(
                    Reason.TOO_LARGE,
                    null,
                    headerBytes + " bytes of headers",
                    "send at most " + LARGEST_HEADERS + " bytes of headers"));
        }
        return Optional.empty();
    }

    /**
     * What becomes of an event.
     *
     * @param topic the input it came by, one of {@link Topics#INPUTS}
     * @param event the decoded record, of any type
     * @param arrivedAt when it arrived
     * @throws IllegalArgumentException if {@code topic} is no input
     */
    public Verdict check(String topic, SpecificRecord event, Instant arrivedAt) {
        var shapes = shapesByTopic.get(topic);
        if (shapes == null) {
            throw new IllegalArgumentException(topic + " is not an input");
        }
        EventShape shape = shapes.get(event.getClass());
        if (shape == null) {
            return new Verdict.Refused(unexpected(topic, event));
        }
        for (var field : shape.fields()) {
            Object value = event.get(field.position());
            // Where the schema allows null, so do we; guests are told apart below.
            Refusal refusal = value == null ? null : field.check().refusalOf(field.name(), value, arrivedAt);
            if (refusal != null) {
                return new Verdict.Refused(refusal);
            }
        }
        return verdict(topic, event, shape);
    }

    /** The customer a refused event speaks of, as far as one can tell. */
    Optional<String> customerOf(String topic, SpecificRecord event) {
        EventShape shape = shapesByTopic.getOrDefault(topic, Map.of()).get(event.getClass());
        if (shape == null || !(event.get(shape.customerId()) instanceof String id)) {
            return Optional.empty();
        }
        return FieldCheck.id("customerId", id, Instant.EPOCH) == null ? Optional.of(id) : Optional.empty();
    }

    private static Verdict verdict(String topic, SpecificRecord event, EventShape shape) {
        String eventId = (String) event.get(shape.eventId());
        Instant occurredAt = (Instant) event.get(shape.occurredAt());
        if (event.get(shape.customerId()) instanceof String customerId) {
            return new Verdict.Accepted(customerId, eventId, occurredAt);
        }
        if (topic.equals(Topics.ORDERS) || topic.equals(Topics.VISITS)) {
            return new Verdict.Guest(eventId, occurredAt);
        }
        return new Verdict.Refused(new Refusal(
                Reason.MISSING_ID, "customerId", null, "fill customerId: only orders and visits may come from guests"));
    }

    private @Nullable FieldCheck checkFor(String field) {
        return switch (field) {
            case "eventId", "customerId", "orderId", "ticketId", "productId" -> FieldCheck::id;
            case "occurredAt" -> this::time;
            case "total" -> FieldCheck::total;
            case "amount" -> FieldCheck::amount;
            case "currency" -> (name, value, arrivedAt) -> FieldCheck.currency(limits.currency(), name, value);
            case "rating" -> FieldCheck::rating;
            case "kind" -> FieldCheck::kind;
            case "attributes" -> AttributesCheck::refusalOf;
            default -> null;
        };
    }

    private @Nullable Refusal time(String field, Object value, Instant arrivedAt) {
        Instant at = (Instant) value;
        if (at.isAfter(arrivedAt.plus(limits.maxAhead()))) {
            return new Refusal(
                    Reason.TIME_AHEAD,
                    field,
                    at.toString(),
                    "check the sender's clock: it arrived at " + arrivedAt + ", and an event may be at most "
                            + limits.maxAhead().toSeconds() + " s ahead (setting intake.max.ahead)");
        }
        if (at.isBefore(EARLIEST)) {
            return new Refusal(
                    Reason.TIME_OUT_OF_RANGE,
                    field,
                    at.toString(),
                    "send milliseconds since 1970 in UTC; before 1900 nothing is taken");
        }
        return null;
    }

    private static Refusal unexpected(String topic, SpecificRecord event) {
        return new Refusal(
                Reason.UNEXPECTED_TYPE,
                null,
                event.getSchema().getFullName(),
                "send this record type to the topic it belongs to, not to " + topic);
    }

    private static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type);
    }
}
