package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;

/** Measured numbers as commands print them; one that does not exist is a dash, and null in JSON. */
final class Numbers {
    private Numbers() {}

    static String of(double number, int decimals) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%,." + decimals + "f", number) : "-";
    }

    static JsonNode json(double number) {
        return Double.isFinite(number) ? Json.NODES.numberNode(number) : Json.NODES.nullNode();
    }

    /** In days where they are whole. */
    static String duration(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + "d"
                : duration.toMillis() + "ms";
    }
}
