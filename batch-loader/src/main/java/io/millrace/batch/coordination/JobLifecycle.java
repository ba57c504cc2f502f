package io.millrace.batch.coordination;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import java.time.Instant;

/** Where a batch job is between its command and its end. Kept as JSON in the coordinator's store. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "planning", value = JobLifecycle.Planning.class),
    @JsonSubTypes.Type(name = "loading", value = JobLifecycle.Loading.class),
    @JsonSubTypes.Type(name = "committing", value = JobLifecycle.Committing.class),
    @JsonSubTypes.Type(name = "finished", value = JobLifecycle.Finished.class)
})
sealed interface JobLifecycle {

    /** The objects are being listed. Load tasks may be done already. */
    record Planning(LoadTally tally) implements JobLifecycle {
        public Planning {
            requireNonNull(tally);
        }
    }

    /** It is known how many load tasks there are; not all of them are done. */
    record Loading(int tasks, long objects, long bytes, LoadTally tally) implements JobLifecycle {
        public Loading {
            requireNonNull(tally);
        }

        /** 0 to 1: how much of the source has been read, supposing that all tasks are equally large. */
        double fraction() {
            double taskBytes = Math.max(1.0, (double) bytes / Math.max(1, tasks));
            double running = tally.running().values().stream()
                    .mapToDouble(task -> Math.min(1.0, task.bytesRead() / taskBytes))
                    .sum();
            return Math.min(1.0, (tally.tasksDone() + running) / Math.max(1, tasks));
        }
    }

    /** The commit is on its way: too late to cancel. */
    record Committing(JobCounters counters) implements JobLifecycle {
        public Committing {
            requireNonNull(counters);
        }
    }

    /** Over. Remembered for a while, so that a repeated command does not start the job again. */
    record Finished(ExecutionStatus status, Instant at) implements JobLifecycle {
        public Finished {
            requireNonNull(status);
            requireNonNull(at);
        }
    }
}
