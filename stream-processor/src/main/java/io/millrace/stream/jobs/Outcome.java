package io.millrace.stream.jobs;

import static java.util.Objects.requireNonNull;

import io.millrace.model.ErrorCode;

/** Why a job stops, once all that it mapped is in the table. */
sealed interface Outcome {
    record Canceled() implements Outcome {}

    record Suspended() implements Outcome {}

    record Failed(ErrorCode code, String message) implements Outcome {
        public Failed {
            requireNonNull(code);
            requireNonNull(message);
        }
    }
}
