package io.sojourn.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as text: UTF-8 where they are that, base64 with a mark where they are not. */
final class Texts {

    /** Stands before bytes that are no text. */
    static final String BASE64 = "base64:";

    private Texts() {}

    static @Nullable String of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return BASE64 + Base64.getEncoder().encodeToString(bytes);
        }
    }
}
