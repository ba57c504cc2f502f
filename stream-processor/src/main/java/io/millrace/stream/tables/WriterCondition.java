package io.millrace.stream.tables;

import static java.util.Objects.requireNonNull;

import io.millrace.model.ErrorCode;

/** How a table writer is. */
public sealed interface WriterCondition {
    /** Writing, or waiting for rows. */
    record Working() implements WriterCondition {}

    /** Something that it depends on fails; it goes on trying, and nothing is lost. */
    record Retrying(String reason) implements WriterCondition {
        public Retrying {
            requireNonNull(reason);
        }
    }

    /** It has stopped and needs a person. */
    record Failed(ErrorCode code, String message) implements WriterCondition {
        public Failed {
            requireNonNull(code);
            requireNonNull(message);
        }
    }
}
