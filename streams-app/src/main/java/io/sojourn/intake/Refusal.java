package io.sojourn.intake;

import org.jspecify.annotations.Nullable;

/**
 * Why a record was not taken in, said so that its sender can mend it.
 *
 * @param reason the code
 * @param field the Avro field at fault; null where no single one is
 * @param value its value, at most {@value #LONGEST_VALUE} characters; null where there is none to show
 * @param hint what to do, one sentence
 */
public record Refusal(
        Reason reason, @Nullable String field, @Nullable String value, String hint) {
    static final int LONGEST_VALUE = 256;

    public Refusal {
        value = value == null ? null : shortened(value);
    }

    static Refusal of(Reason reason, String hint) {
        return new Refusal(reason, null, null, hint);
    }

    private static String shortened(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        int end = LONGEST_VALUE - 1;
        // Half of a surrogate pair is not text and could not be written as UTF-8.
        return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
