package io.sojourn.history;

/** A mapping that cannot be used; the message says where and what to do. */
public final class MappingRefusedException extends RuntimeException {
    MappingRefusedException(String message) {
        super(message);
    }
}
