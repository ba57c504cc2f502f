package io.millrace.localstack.launcher;

/** The command line is not one that {@code ./millrace} understands. */
final class InvalidArgumentsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidArgumentsException(String message) {
        super(message);
    }
}
