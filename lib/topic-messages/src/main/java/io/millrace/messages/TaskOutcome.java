package io.millrace.messages;

import static java.util.Objects.requireNonNull;

import io.millrace.model.ErrorCode;
import io.millrace.model.JobCounters;
import org.jspecify.annotations.Nullable;

/** What became of a {@link BatchTask}. */
public sealed interface TaskOutcome {
    String jobId();

    /** The listing is done and so many load tasks were sent. */
    record Planned(String jobId, int tasks, long objects, long bytes) implements TaskOutcome {
        public Planned {
            requireNonNull(jobId);
        }
    }

    /** So far, of a load task still running: counters are absolute for the task. */
    record Loading(String jobId, int number, JobCounters counters, long compressedBytesRead) implements TaskOutcome {
        public Loading {
            requireNonNull(jobId);
            requireNonNull(counters);
        }
    }

    /**
     * A load task is done.
     *
     * @param manifest names the staged files; null when there are none
     */
    record Loaded(String jobId, int number, JobCounters counters, byte @Nullable [] manifest) implements TaskOutcome {
        public Loaded {
            requireNonNull(jobId);
            requireNonNull(counters);
        }
    }

    /** The job's rows are in the table. */
    record Committed(String jobId, long rowsPersisted) implements TaskOutcome {
        public Committed {
            requireNonNull(jobId);
        }
    }

    /** A task failed for good: so does the job. */
    record Failed(String jobId, ErrorCode code, String message) implements TaskOutcome {
        public Failed {
            requireNonNull(jobId);
            requireNonNull(code);
            requireNonNull(message);
        }
    }
}
