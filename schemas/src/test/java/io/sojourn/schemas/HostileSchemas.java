package io.sojourn.schemas;

/** Schemas of a page that would cost whoever reads by them all memory, or all time. They pretend to be a cancelled order's. */
final class HostileSchemas {
    private static final String PRETENDED = """
            {"type": "record", "name": "io.sojourn.events.OrderCancelled", "fields": [
              {"name": "more", "type": %s},
              {"name": "eventId", "type": "string"}, {"name": "customerId", "type": ["null", "string"]},
              {"name": "orderId", "type": "string"},
              {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "reason", "type": ["null", "string"], "default": null}]}
            """;

    private HostileSchemas() {}

    /** A record with another one twice, which has another one twice, and so on: 2 to the {@code depth} parts. */
    static String unfolding(int depth) {
        String inner = "\"int\"";
        for (int i = 0; i < depth; i++) {
            String name = i == 0 ? "\"int\"" : "\"twice.R" + (i - 1) + "\"";
            inner = "{\"type\": \"record\", \"name\": \"twice.R" + i + "\", \"fields\": [{\"name\": \"a\", \"type\": "
                    + inner + "}, {\"name\": \"b\", \"type\": " + name + "}]}";
        }
        return PRETENDED.formatted(inner);
    }

    /** A record with a list of this type, which is JSON. */
    static String listOf(String type) {
        return PRETENDED.formatted("{\"type\": \"array\", \"items\": " + type + "}");
    }

    /** A list of so many items that take no byte, and what else an {@code OrderCancelled} needs. */
    static byte[] twoBillion() {
        return new byte[] {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0, 2, 'e', 2, 2, 'c', 2, 'o', 0, 0
        };
    }
}
