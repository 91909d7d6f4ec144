package io.sojourn.history;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read as a whole; nothing of it has been imported. */
public final class FileRefusedException extends RuntimeException {
    FileRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
