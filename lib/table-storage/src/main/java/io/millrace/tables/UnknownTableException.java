package io.millrace.tables;

/** The catalog has no such table. */
public final class UnknownTableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownTableException(String message) {
        super(message);
    }
}
