package io.millrace.stream.rows;

/** A message on a rows topic that is none of ours, or that a newer service wrote. */
public final class UnreadableRowsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableRowsException(String message) {
        super(message);
    }

    public UnreadableRowsException(String message, Throwable cause) {
        super(message, cause);
    }
}
