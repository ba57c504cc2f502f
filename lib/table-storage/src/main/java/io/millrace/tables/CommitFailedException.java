package io.millrace.tables;

/** A commit did not happen, for a reason outside: it may be tried again. */
public final class CommitFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommitFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
