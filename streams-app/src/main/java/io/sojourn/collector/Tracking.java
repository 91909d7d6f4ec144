package io.sojourn.collector;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.intake.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads what the Segment tracking API is sent: one event, or a batch of them. */
final class Tracking {
    /** What intake calls the fields, by what the sender calls them. */
    private static final Map<String, String> SENDERS_NAMES = Map.of(
            "eventId", "messageId",
            "customerId", "userId",
            "occurredAt", "timestamp",
            "kind", "event",
            "orderId", "properties.order_id",
            "productId", "properties.product_id",
            "total", "properties.total",
            "amount", "properties.total",
            "currency", "properties.currency");

    private static final String TYPES = "say track, identify, page, screen, alias or group";

    private final TrackedEvents events;
    private final String anonymousPrefix;
    private final Door door;

    /** @param anonymousPrefix makes a customer id of an anonymous id; empty if those are guests */
    Tracking(TrackedEvents events, String anonymousPrefix, Door door) {
        this.events = events;
        this.anonymousPrefix = anonymousPrefix;
        this.door = door;
    }

    /**
     * Every event of a request, in order.
     *
     * @throws Problem if the request is none of this call
     */
    List<Reading> read(Call call, JsonNode document, Instant receivedAt) {
        if (!document.isObject()) {
            throw Problem.unreadable("The body is no JSON object.");
        }
        if (!call.isOfMany()) {
            return List.of(read(call, document, null, receivedAt));
        }
        var batch = document.path("batch");
        if (!batch.isArray()) {
            throw Problem.unreadable("The body has no list named batch.");
        }
        door.requireFew(batch.size());
        var sentAt = call == Call.IMPORT ? null : document.get("sentAt");
        var readings = new ArrayList<Reading>(batch.size());
        for (var event : batch) {
            readings.add(read(call, event, sentAt, receivedAt));
        }
        return readings;
    }

    private Reading read(Call call, JsonNode event, @Nullable JsonNode sentAt, Instant receivedAt) {
        var fields = Fields.of(event);
        var id = event.path("messageId").isTextual() ? event.path("messageId").textValue() : null;
        try {
            if (!event.isObject()) {
                throw fields.unfit("batch", event, "send objects");
            }
            var what = call.isOfMany() ? typeOf(fields) : call;
            if (what == Call.ALIAS || what == Call.GROUP) {
                return new Reading.NotKept(id, what.word() + " is understood, but nothing is done with it yet");
            }
            var record = record(what, fields, head(call, fields, sentAt, receivedAt));
            return door.check(id, record, receivedAt, Tracking::sendersName);
        } catch (RefusedException e) {
            return new Reading.Refused(id, e.refusal());
        }
    }

    private static Call typeOf(Fields event) throws RefusedException {
        var type = event.requiredText(TYPES, "type");
        return Call.ofType(type).orElseThrow(() -> new RefusedException(Reason.UNEXPECTED_TYPE, "type", type, TYPES));
    }

    private Head head(Call call, Fields event, @Nullable JsonNode sentAt, Instant receivedAt) throws RefusedException {
        var messageId = event.text("messageId");
        return new Head(
                // As Segment does it. Nobody can recognise such an event when it is sent again.
                messageId == null ? UUID.randomUUID().toString() : messageId,
                customerId(event),
                occurredAt(call, event, sentAt, receivedAt));
    }

    private @Nullable String customerId(Fields event) throws RefusedException {
        var userId = event.text("userId");
        if (userId != null) {
            return userId;
        }
        var anonymousId = event.text("anonymousId");
        if (anonymousId == null) {
            throw event.missing("userId", "say who it was, by userId or anonymousId");
        }
        return anonymousPrefix.isEmpty() ? null : anonymousPrefix + anonymousId;
    }

    private static Instant occurredAt(Call call, Fields event, @Nullable JsonNode sentAt, Instant receivedAt)
            throws RefusedException {
        var original = event.time("originalTimestamp");
        var stated = original == null ? event.time("timestamp") : original;
        if (call == Call.IMPORT) {
            if (stated == null) {
                throw event.missing("timestamp", "say when it was: an import is of the past");
            }
            return stated;
        }
        var own = event.time("sentAt");
        var sent = own == null && sentAt != null
                ? new Fields(Json.object().set("sentAt", sentAt), "").time("sentAt")
                : own;
        return new SenderTime(receivedAt, sent).occurredAt(stated);
    }

    private SpecificRecord record(Call call, Fields event, Head head) throws RefusedException {
        var properties = event.in("properties");
        var context = event.in("context");
        return switch (call) {
            case TRACK -> events.read(event.requiredText("name what happened", "event"), head, properties, context);
            case IDENTIFY -> new ProfileUpdated(head.eventId(), head.customerId(), head.occurredAt(), Traits.of(event));
            case PAGE -> events.viewed(head, address(properties, context), context);
            case SCREEN -> {
                var name = event.text("name");
                yield events.viewed(head, name == null ? null : "screen:" + name, context);
            }
            case ALIAS, GROUP, BATCH, IMPORT -> throw new IllegalArgumentException(call + " makes no record");
        };
    }

    private static @Nullable String address(Fields properties, Fields context) throws RefusedException {
        var url = properties.text("url");
        return url == null ? context.in("page").text("url") : url;
    }

    private static String sendersName(String field) {
        return field.startsWith("attributes")
                ? "traits" + field.substring("attributes".length())
                : SENDERS_NAMES.getOrDefault(field, field);
    }
}
