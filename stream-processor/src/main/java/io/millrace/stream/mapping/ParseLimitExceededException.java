package io.millrace.stream.mapping;

import io.millrace.messages.DeadLetter;
import java.util.List;

/**
 * A job has had more bad records than it allows. Thrown while the chunk is processed, so that its transaction is
 * aborted: the checkpoint stays in front of the chunk, and a corrected job starts there and misses nothing.
 */
final class ParseLimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<DeadLetter> deadLetters;

    ParseLimitExceededException(String message, List<DeadLetter> deadLetters) {
        super(message);
        this.deadLetters = List.copyOf(deadLetters);
    }

    /** The bad records of the chunk, as the aborted transaction loses them. */
    List<DeadLetter> deadLetters() {
        return deadLetters;
    }
}
