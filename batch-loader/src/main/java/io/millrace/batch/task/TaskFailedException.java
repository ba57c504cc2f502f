package io.millrace.batch.task;

import io.millrace.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A task cannot be done. The message is for the user. */
public final class TaskFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final boolean transientFailure;

    private TaskFailedException(ErrorCode code, String message, @Nullable Throwable cause, boolean transientFailure) {
        super(message, cause);
        this.code = code;
        this.transientFailure = transientFailure;
    }

    /** Trying again would not help. */
    public static TaskFailedException forGood(ErrorCode code, String message, @Nullable Throwable cause) {
        return new TaskFailedException(code, message, cause, false);
    }

    /** Something outside failed that may work in a moment. */
    public static TaskFailedException forNow(ErrorCode code, String message, @Nullable Throwable cause) {
        return new TaskFailedException(code, message, cause, true);
    }

    public ErrorCode code() {
        return code;
    }

    public boolean isTransient() {
        return transientFailure;
    }

    public String userMessage() {
        return String.valueOf(getMessage());
    }
}
