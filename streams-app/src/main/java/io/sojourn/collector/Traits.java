package io.sojourn.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The traits of a person as our attributes: objects inside are named with dots, and what Segment names gets our name. */
final class Traits {
    private static final String CONSENT = "_consent";

    private final Map<String, String> attributes = new LinkedHashMap<>();

    private Traits() {}

    /** What {@code traits} says counts before what {@code context.traits} says. */
    static Map<String, String> of(Fields event) {
        var traits = new Traits();
        var context = event.in("context");
        var zone = context.node().path("timezone");
        if (zone.isTextual()) {
            traits.put("timezone", zone);
        }
        traits.putAll("", context.node().path("traits"));
        traits.putAll("", event.node().path("traits"));
        return traits.attributes;
    }

    private void putAll(String prefix, JsonNode object) {
        object.properties().forEach(trait -> {
            var name = prefix + trait.getKey();
            if (trait.getValue().isObject()) {
                putAll(name + ".", trait.getValue());
            } else {
                put(name, trait.getValue());
            }
        });
    }

    private void put(String name, JsonNode value) {
        // Null removes an attribute, as an empty text does with us.
        var text = value.isNull() ? "" : Fields.plain(value);
        switch (name) {
            case "createdAt", "created_at" -> attributes.put("registered_at", instant(value, text));
            case "timezone" -> attributes.put("zone", text);
            // Only the day is asked about; libraries send midnight somewhere.
            case "birthday" ->
                attributes.put(name, text.matches("\\d{4}-\\d{2}-\\d{2}T.*") ? text.substring(0, 10) : text);
            default -> attributes.put(name, name.endsWith(CONSENT) && value.isBoolean() ? yesOrNo(value) : text);
        }
    }

    private static String yesOrNo(JsonNode value) {
        return value.booleanValue() ? "yes" : "no";
    }

    /** As it stands where it is no instant: intake says what it should be. */
    private static String instant(JsonNode value, String text) {
        try {
            var at = new Fields(Json.object().set("at", value), "").time("at");
            return at == null ? text : at.toString();
        } catch (RefusedException e) {
            return text;
        }
    }
}
