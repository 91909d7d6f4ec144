package io.sojourn.connectors.rows;

/** A mapping that cannot be used; the message says where and what to do. */
final class MappingRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MappingRefusedException(String message) {
        super(message);
    }
}
