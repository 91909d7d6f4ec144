package io.sojourn.history;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds keys that nobody reads before anything is made of the others: who writes {@code row} for {@code rows} shall hear of
 * the key that is there, not of the one that is missing.
 */
final class MappingKeys {
    private final ObjectMapper mapper;

    MappingKeys(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A key that is not known, where it stands, and what it may have meant. */
    record Unknown(List<Reference> path, String message) {}

    Optional<Unknown> firstUnknown(JsonNode tree, Class<?> type) {
        return look(tree, mapper.constructType(type), List.of());
    }

    private Optional<Unknown> look(JsonNode node, JavaType type, List<Reference> path) {
        if (node.isArray() && type.isCollectionLikeType()) {
            for (int i = 0; i < node.size(); i++) {
                var found = look(node.get(i), type.getContentType(), below(path, new Reference(node, i)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (!node.isObject() || !type.isRecordType()) {
            return Optional.empty();
        }
        Map<String, JavaType> known = keysOf(type);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            List<Reference> here = below(path, new Reference(node, key));
            JavaType of = known.get(key);
            if (of == null) {
                return Optional.of(
                        new Unknown(here, "there is no key '" + key + "'" + Suggestion.among(key, known.keySet())));
            }
            var found = look(entry.getValue(), of, here);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Map<String, JavaType> keysOf(JavaType type) {
        var introspected = mapper.getDeserializationConfig().introspect(type);
        return introspected.findProperties().stream()
                .filter(BeanPropertyDefinition::hasConstructorParameter)
                .collect(Collectors.toMap(BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
    }

    private static List<Reference> below(List<Reference> path, Reference step) {
        List<Reference> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
