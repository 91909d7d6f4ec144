package io.sojourn.history;

import org.jspecify.annotations.Nullable;

/** An import that must not go on; what was committed before stays. */
public final class ImportRefusedException extends RuntimeException {
    private final String advice;

    ImportRefusedException(String what, String advice, @Nullable Throwable cause) {
        super(what, cause);
        this.advice = advice;
    }

    /** What to do, as a sentence. */
    public String advice() {
        return advice;
    }
}
