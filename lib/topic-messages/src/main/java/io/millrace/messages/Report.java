package io.millrace.messages;

import static java.util.Objects.requireNonNull;

import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a loader tells of a job. Every report may be repeated and changes nothing the second time. */
public sealed interface Report {
    String jobId();

    Instant at();

    /**
     * The job is now in this status.
     *
     * @param error null unless something is wrong with the job
     * @param message for a person; null together with {@code error}
     */
    record Status(
            String jobId,
            Instant at,
            ExecutionStatus status,
            @Nullable ErrorCode error,
            @Nullable String message) implements Report {
        public Status {
            requireNonNull(jobId);
            requireNonNull(at);
            requireNonNull(status);
        }
    }

    /**
     * Absolute counters of one part of a job; a job's counters are the sum over its parts.
     *
     * @param part which part counted them, for instance {@code stream-0} (source partition 0) or {@code table}
     */
    record Counters(String jobId, Instant at, String part, JobCounters counters) implements Report {
        public Counters {
            requireNonNull(jobId);
            requireNonNull(at);
            requireNonNull(part);
            requireNonNull(counters);
        }
    }

    /**
     * How far a batch job is.
     *
     * @param fraction 0 to 1
     */
    record Progress(String jobId, Instant at, double fraction) implements Report {
        public Progress {
            requireNonNull(jobId);
            requireNonNull(at);
        }
    }

    /**
     * A line of the job's log.
     *
     * @param id unique; a repeated line has the same one
     * @param code null for plain information
     */
    record LogLine(
            String jobId,
            Instant at,
            String id,
            Level level,
            @Nullable ErrorCode code,
            String message) implements Report {
        public LogLine {
            requireNonNull(jobId);
            requireNonNull(at);
            requireNonNull(id);
            requireNonNull(level);
            requireNonNull(message);
        }
    }

    /** How bad a log line is: the {@code healthStatus} of the API. */
    enum Level {
        OK,
        WARN,
        ERROR
    }
}
