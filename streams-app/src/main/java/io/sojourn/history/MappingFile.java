package io.sojourn.history;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sojourn.yaml.YamlPlaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A mapping as it lies on disk: YAML, read strictly.
 *
 * @param hash SHA-256 of its bytes, hexadecimal: an import is only resumed under the same mapping
 */
public record MappingFile(Path path, Mapping mapping, String hash) {
    private static final String EMPTY = "there is nothing here; see docs/mappings for mappings to start from";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .withConfigOverride(List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
            .build();

    /** Throws {@link MappingRefusedException} with file, line and column where the text is not a mapping. */
    public static MappingFile load(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new MappingRefusedException(path + " cannot be read; see docs/mappings for mappings to start from");
        }
        String text = decoded(path, Files.readAllBytes(path));
        try {
            new MappingKeys(YAML)
                    .firstUnknown(YAML.readTree(text), Mapping.class)
                    .ifPresent(unknown -> {
                        throw new MappingRefusedException(place(path, text, unknown.path()) + ": " + unknown.message());
                    });
            Mapping mapping = YAML.readValue(text, Mapping.class);
            if (mapping == null) {
                throw new MappingRefusedException(path + ", line 1, column 1: " + EMPTY);
            }
            return new MappingFile(path, mapping, Sha256.of(path));
        } catch (JsonProcessingException wrong) {
            throw new MappingRefusedException(place(path, text, wrong) + ": " + explain(wrong));
        }
    }

    private static String decoded(Path path, byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            throw new MappingRefusedException(
                    path + ", " + YamlPlaces.endOf(read) + ": what follows is not UTF-8; save the mapping as UTF-8");
        }
        return read;
    }

    private static String place(Path path, String text, JsonProcessingException wrong) {
        Optional<String> key =
                wrong instanceof JsonMappingException mapped ? YamlPlaces.of(text, mapped.getPath()) : Optional.empty();
        return path + ", " + key.orElseGet(() -> YamlPlaces.of(wrong.getLocation()));
    }

    private static String place(Path path, String text, List<Reference> steps) {
        return YamlPlaces.of(text, steps).map(place -> path + ", " + place).orElse(path.toString());
    }

    private static String explain(JsonProcessingException wrong) {
        return wrong instanceof ValueInstantiationException
                        && wrong.getCause() instanceof IllegalArgumentException refused
                ? String.valueOf(refused.getMessage())
                : wrong.getOriginalMessage();
    }
}
