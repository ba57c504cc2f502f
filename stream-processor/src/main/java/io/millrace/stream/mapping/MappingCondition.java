package io.millrace.stream.mapping;

import static java.util.Objects.requireNonNull;

import io.millrace.messages.DeadLetter;
import java.util.List;

/** How a job's mapping is. */
public sealed interface MappingCondition {
    /** Joining its group and restoring its counters. */
    record Starting() implements MappingCondition {}

    /** Reading. */
    record Running() implements MappingCondition {}

    /**
     * Stopped for good: more records were bad than the job allows.
     *
     * @param deadLetters the ones that the aborted transaction has lost
     */
    record LimitExceeded(String message, List<DeadLetter> deadLetters) implements MappingCondition {
        public LimitExceeded {
            requireNonNull(message);
            deadLetters = List.copyOf(deadLetters);
        }
    }

    /** Stopped by a failure; may be started again. */
    record Broken(String reason) implements MappingCondition {
        public Broken {
            requireNonNull(reason);
        }
    }
}
