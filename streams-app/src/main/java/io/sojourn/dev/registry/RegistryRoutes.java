package io.sojourn.dev.registry;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sojourn.dev.registry.RegistryApi.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which path asks for what. Paths, fields and codes are those of Confluent's registry, so its clients work. */
final class RegistryRoutes {
    private static final String LATEST = "latest";

    private final Registry registry;

    RegistryRoutes(Registry registry) {
        this.registry = registry;
    }

    /** The answer, as Jackson writes it: maps, lists, texts, numbers. */
    Object answer(Request request) {
        List<String> path = request.path();
        if (path.isEmpty()) {
            return Map.of();
        }
        return switch (path.get(0)) {
            case "subjects" -> subjects(request, path);
            case "schemas" -> schemas(request, path);
            case "compatibility" -> compatibility(request, path);
            case "config" -> setting(request, path, true);
            case "mode" -> setting(request, path, false);
            default -> throw RegistryRefusal.noSuchPath();
        };
    }

    private Object subjects(Request request, List<String> path) {
        boolean deletedToo = request.asks("deleted");
        boolean forGood = request.asks("permanent");
        if (path.size() == 1) {
            only(request, "GET");
            String prefix = request.query().getOrDefault("subjectPrefix", "");
            return registry.subjects(deletedToo).stream()
                    .filter(subject -> subject.startsWith(prefix))
                    .toList();
        }
        String subject = path.get(1);
        if (path.size() == 2) {
            only(request, "POST", "DELETE");
            return request.method().equals("DELETE")
                    ? registry.delete(subject, null, forGood)
                    : described(registry.lookUp(subject, schemaIn(request), deletedToo));
        }
        if (!path.get(2).equals("versions") || path.size() > 5) {
            throw RegistryRefusal.noSuchPath();
        }
        if (path.size() == 3) {
            only(request, "GET", "POST");
            return request.method().equals("POST")
                    ? Map.of("id", registry.register(subject, schemaIn(request)).id())
                    : registry.existing(subject, deletedToo).stream()
                            .map(Registered::version)
                            .toList();
        }
        String version = path.get(3);
        if (path.size() == 4) {
            only(request, "GET", "DELETE");
            return request.method().equals("DELETE")
                    ? registry.delete(subject, version, forGood).get(0)
                    : described(registry.version(subject, version, deletedToo));
        }
        only(request, "GET");
        Registered registered = registry.version(subject, version, deletedToo);
        return switch (path.get(4)) {
            case "schema" -> raw(registered.schema());
            case "referencedby" -> List.of();
            default -> throw RegistryRefusal.noSuchPath();
        };
    }

    private Object schemas(Request request, List<String> path) {
        only(request, "GET");
        boolean deletedToo = request.asks("deleted");
        if (path.size() == 1) {
            return registry.all(deletedToo).map(RegistryRoutes::described).toList();
        }
        if (path.size() == 2 && path.get(1).equals("types")) {
            return List.of("AVRO");
        }
        if (path.size() < 3 || path.size() > 4 || !path.get(1).equals("ids")) {
            throw RegistryRefusal.noSuchPath();
        }
        int id = idIn(path.get(2));
        return switch (path.size() == 3 ? "" : path.get(3)) {
            case "" -> Map.of("schema", registry.schema(id));
            case "schema" -> raw(registry.schema(id));
            case "subjects" ->
                registry.places(id, deletedToo).stream()
                        .map(Registered::subject)
                        .distinct()
                        .toList();
            case "versions" ->
                registry.places(id, deletedToo).stream()
                        .map(place -> Map.of("subject", place.subject(), "version", place.version()))
                        .toList();
            default -> throw RegistryRefusal.noSuchPath();
        };
    }

    private Object compatibility(Request request, List<String> path) {
        only(request, "POST");
        if (path.size() < 4
                || path.size() > 5
                || !path.get(1).equals("subjects")
                || !path.get(3).equals("versions")) {
            throw RegistryRefusal.noSuchPath();
        }
        String version = path.size() == 5 ? path.get(4) : null;
        // The latest version of a subject that is not there yet contradicts nothing.
        boolean nothingThere =
                LATEST.equals(version) && !registry.subjects(false).contains(path.get(2));
        List<String> conflicts = registry.conflicts(path.get(2), schemaIn(request), nothingThere ? null : version);
        Map<String, Object> answer = new TreeMap<>(Map.of("is_compatible", conflicts.isEmpty()));
        if (request.asks("verbose")) {
            answer.put("messages", conflicts);
        }
        return answer;
    }

    /** `config` and `mode` work alike: for one subject or for all, read, set, or put back to the default. */
    private Object setting(Request request, List<String> path, boolean isConfig) {
        if (path.size() > 2) {
            throw RegistryRefusal.noSuchPath();
        }
        only(request, "GET", "PUT", "DELETE");
        String subject = path.size() == 2 ? path.get(1) : null;
        String read = isConfig ? "compatibilityLevel" : "mode";
        String written = isConfig ? "compatibility" : "mode";
        if (request.method().equals("GET")) {
            return Map.of(read, settingOf(subject, request.asks("defaultToGlobal"), isConfig));
        }
        if (request.method().equals("DELETE")) {
            String before = settingOf(subject, false, isConfig);
            set(subject, null, isConfig);
            return Map.of(read, before);
        }
        String text = request.body().path(written).asText("").toUpperCase(Locale.ROOT);
        set(subject, text, isConfig);
        return Map.of(written, text);
    }

    private String settingOf(@Nullable String subject, boolean orDefault, boolean isConfig) {
        return isConfig ? registry.compatibility(subject, orDefault) : registry.mode(subject, orDefault);
    }

    private void set(@Nullable String subject, @Nullable String text, boolean isConfig) {
        if (isConfig) {
            registry.setCompatibility(subject, text);
        } else {
            registry.setMode(subject, text);
        }
    }

    private static Map<String, Object> described(Registered registered) {
        return Map.of(
                "subject", registered.subject(),
                "version", registered.version(),
                "id", registered.id(),
                "schema", registered.schema());
    }

    /** The schema itself as JSON, not as a text within JSON. */
    private static Object raw(String schema) {
        return new RawValue(schema);
    }

    private static String schemaIn(Request request) {
        String type = request.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw RegistryRefusal.invalidSchema("this registry takes AVRO only, not " + type);
        }
        if (!request.body().path("references").isEmpty()) {
            throw RegistryRefusal.invalidSchema("this registry takes no schema references");
        }
        String schema = request.body().path("schema").asText("");
        if (schema.isBlank()) {
            throw RegistryRefusal.invalidSchema("there is none in the request");
        }
        return schema;
    }

    private static int idIn(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RegistryRefusal.noSuchPath();
        }
    }

    private static void only(Request request, String... methods) {
        if (!List.of(methods).contains(request.method())) {
            throw RegistryRefusal.wrongMethod();
        }
    }
}
