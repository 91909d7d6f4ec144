package io.sojourn.stream;

import java.util.UUID;

/** An event's id within a stored standing, in 16 bytes where it is a UUID. */
final class EventIdCodec {
    private EventIdCodec() {}

    static void write(PackedWriter out, String event, boolean uuid) {
        if (uuid) {
            UUID id = UUID.fromString(event);
            out.fixed(id.getMostSignificantBits(), Long.BYTES);
            out.fixed(id.getLeastSignificantBits(), Long.BYTES);
        } else {
            out.text(event);
        }
    }

    static String read(PackedReader in, boolean uuid) {
        return uuid ? new UUID(in.fixed(Long.BYTES), in.fixed(Long.BYTES)).toString() : in.text();
    }

    /** Whether it is written the one way in which a UUID writes itself. */
    static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !digit) {
                return false;
            }
        }
        return true;
    }
}
