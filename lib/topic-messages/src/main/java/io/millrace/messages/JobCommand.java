package io.millrace.messages;

import static java.util.Objects.requireNonNull;

import io.millrace.model.JobDefinition;

/**
 * A job and what is wanted of it. The newest command of a job is the whole truth about it; a job without one is unknown.
 *
 * @param desired what the job should be doing
 */
public record JobCommand(JobDefinition job, Desired desired) {
    /** The largest command, as JSON: it leaves room in a message for what a {@link BatchTask} says beside its job. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    /** What a job should be doing. */
    public enum Desired {
        RUNNING,
        SUSPENDED,
        CANCELED
    }

    public JobCommand {
        requireNonNull(job);
        requireNonNull(desired);
    }
}
