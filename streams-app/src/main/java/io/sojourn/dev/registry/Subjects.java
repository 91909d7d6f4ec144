package io.sojourn.dev.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the topic {@code _schemas} says, in memory. Not thread-safe. */
final class Subjects {
    private final NavigableMap<String, NavigableMap<Integer, Registered>> bySubject = new TreeMap<>();
    private final Map<Integer, String> schemaById = new HashMap<>();
    private final Map<String, Integer> idBySchema = new HashMap<>();
    // A null key stands for all subjects without their own, as in the topic.
    private final Map<@Nullable String, String> compatibility = new HashMap<>();
    private final Map<@Nullable String, String> modes = new HashMap<>();
    private int highestId;

    /** One record of the topic; kinds that mean nothing here (NOOP and what later registries add) are passed over. */
    void on(JsonNode key, @Nullable JsonNode value) {
        String subject = key.path("subject").isTextual() ? key.path("subject").textValue() : null;
        switch (key.path("keytype").asText()) {
            case "SCHEMA" -> {
                int version = key.path("version").asInt();
                if (subject != null && value == null) {
                    erase(subject, version);
                } else if (subject != null && value != null) {
                    put(new Registered(
                            subject,
                            version,
                            value.path("id").asInt(),
                            value.path("schema").asText(),
                            value.path("deleted").asBoolean(false)));
                }
            }
            case "CONFIG" -> set(compatibility, subject, textOf(value, "compatibilityLevel"));
            case "MODE" -> set(modes, subject, textOf(value, "mode"));
            case "DELETE_SUBJECT" -> {
                if (subject != null && value != null) {
                    deleteUpTo(subject, value.path("version").asInt());
                }
            }
            default -> {}
        }
    }

    void put(Registered registered) {
        bySubject
                .computeIfAbsent(registered.subject(), subject -> new TreeMap<>())
                .put(registered.version(), registered);
        schemaById.putIfAbsent(registered.id(), registered.schema());
        idBySchema.putIfAbsent(registered.schema(), registered.id());
        highestId = Math.max(highestId, registered.id());
    }

    void erase(String subject, int version) {
        NavigableMap<Integer, Registered> versions = bySubject.get(subject);
        if (versions != null) {
            versions.remove(version);
            if (versions.isEmpty()) {
                bySubject.remove(subject);
            }
        }
    }

    void setCompatibility(@Nullable String subject, @Nullable String level) {
        set(compatibility, subject, level);
    }

    void setMode(@Nullable String subject, @Nullable String mode) {
        set(modes, subject, mode);
    }

    Optional<String> compatibility(@Nullable String subject) {
        return Optional.ofNullable(compatibility.get(subject));
    }

    Optional<String> mode(@Nullable String subject) {
        return Optional.ofNullable(modes.get(subject));
    }

    Collection<String> names() {
        return List.copyOf(bySubject.keySet());
    }

    /** All versions of the subject, deleted ones too, oldest first; empty if there is none. */
    List<Registered> versions(String subject) {
        return List.copyOf(bySubject.getOrDefault(subject, new TreeMap<>()).values());
    }

    Stream<Registered> all() {
        return bySubject.values().stream().flatMap(versions -> versions.values().stream());
    }

    Optional<String> schema(int id) {
        return Optional.ofNullable(schemaById.get(id));
    }

    /** The id this text has already, or the next free one. */
    int idFor(String schema) {
        return idBySchema.getOrDefault(schema, highestId + 1);
    }

    private void deleteUpTo(String subject, int version) {
        versions(subject).stream()
                .filter(registered -> registered.version() <= version)
                .forEach(registered -> put(registered.asDeleted()));
    }

    private static void set(Map<@Nullable String, String> map, @Nullable String subject, @Nullable String text) {
        if (text == null) {
            map.remove(subject);
        } else {
            map.put(subject, text);
        }
    }

    private static @Nullable String textOf(@Nullable JsonNode value, String field) {
        return value == null ? null : value.path(field).asText(null);
    }
}
