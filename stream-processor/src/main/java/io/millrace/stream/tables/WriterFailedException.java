package io.millrace.stream.tables;

import io.millrace.model.ErrorCode;

/** A writer cannot go on, and no repetition will help. */
final class WriterFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    WriterFailedException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    WriterCondition.Failed toCondition() {
        return new WriterCondition.Failed(code, String.valueOf(getMessage()));
    }
}
