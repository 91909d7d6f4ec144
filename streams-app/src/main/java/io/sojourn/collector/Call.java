package io.sojourn.collector;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls of the Segment HTTP tracking API, each with its address; libraries in browsers use the letter. */
enum Call {
    TRACK('t'),
    IDENTIFY('i'),
    PAGE('p'),
    SCREEN('s'),
    ALIAS('a'),
    GROUP('g'),
    BATCH('b'),
    /** A batch of the past: what its times say is not corrected. */
    IMPORT(null);

    private final @Nullable Character letter;

    Call(@Nullable Character letter) {
        this.letter = letter;
    }

    /** As it stands in addresses and in an event's {@code type}. */
    final String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> paths() {
        String word = "/v1/" + word();
        return letter == null ? List.of(word) : List.of(word, "/v1/" + letter);
    }

    boolean isOfMany() {
        return this == BATCH || this == IMPORT;
    }

    /** The call an event inside a batch stands for. */
    static Optional<Call> ofType(String type) {
        return Stream.of(values())
                .filter(call -> !call.isOfMany() && call.word().equals(type))
                .findFirst();
    }
}
