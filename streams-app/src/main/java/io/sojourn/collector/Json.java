package io.sojourn.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what strangers send, within bounds: no depth, number, name or count of theirs costs more than its bytes. */
final class Json {
    static final int DEEPEST = 32;
    static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_STRING = 1 << 16;
    /** A tree takes some fifty bytes of memory a token. */
    private static final int MOST_TOKENS = 500_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .maxStringLength(LONGEST_STRING)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            // Prices: 19.99 is nineteen ninety-nine.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Problem if the bytes are not one JSON document within bounds */
    static JsonNode read(byte[] bytes) {
        String text;
        try {
            // Jackson guesses the encoding and forgives some of what is no UTF-8.
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.unreadable("The body is not UTF-8.");
        }
        try {
            var read = MAPPER.readTree(text);
            if (read.isMissingNode()) {
                throw Problem.unreadable("The body is empty.");
            }
            return read;
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw Problem.unreadable("The body is not JSON as taken here: " + e.getOriginalMessage()
                    + (where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")"));
        } catch (NumberFormatException e) {
            // An exponent that no number has; Jackson lets it out as it is.
            throw Problem.unreadable("The body has a number that is none.");
        }
    }
}
