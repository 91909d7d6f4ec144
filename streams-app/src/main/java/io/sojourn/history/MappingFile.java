package io.sojourn.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A mapping as it lies on disk: YAML, read strictly.
 *
 * @param hash SHA-256 of its bytes, hexadecimal: an import is only resumed under the same mapping
 */
public record MappingFile(Path path, Mapping mapping, String hash) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /** Throws {@link MappingRefusedException} with file, line and column where the text is not a mapping. */
    public static MappingFile load(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new MappingRefusedException(path + " cannot be read; see docs/mappings for mappings to start from");
        }
        byte[] text = Files.readAllBytes(path);
        try {
            new MappingKeys(YAML)
                    .firstUnknown(YAML.readTree(text), Mapping.class)
                    .ifPresent(unknown -> {
                        throw new MappingRefusedException(place(path, text, unknown.path()) + ": " + unknown.message());
                    });
            Mapping mapping = YAML.readValue(text, Mapping.class);
            if (mapping == null) {
                throw new MappingRefusedException(path + " is empty; see docs/mappings for mappings to start from");
            }
            return new MappingFile(path, mapping, Sha256.of(path));
        } catch (JsonProcessingException wrong) {
            throw new MappingRefusedException(place(path, text, wrong) + ": " + explain(wrong));
        }
    }

    private static String place(Path path, byte[] text, JsonProcessingException wrong) {
        if (wrong instanceof JsonMappingException mapped) {
            return place(path, text, mapped.getPath());
        }
        var at = wrong.getLocation();
        return at == null ? path.toString() : path + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String place(Path path, byte[] text, List<Reference> steps) {
        return YamlPlaces.of(text, steps).map(place -> path + ", " + place).orElse(path.toString());
    }

    private static String explain(JsonProcessingException wrong) {
        return wrong instanceof ValueInstantiationException
                        && wrong.getCause() instanceof IllegalArgumentException refused
                ? String.valueOf(refused.getMessage())
                : wrong.getOriginalMessage();
    }
}
