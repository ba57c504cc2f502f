package io.millrace.tables;

/** A {@link CommitCheck} did not admit an attempt: trying again would not help. */
final class AttemptRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AttemptRefusedException(String message) {
        super(message);
    }
}
