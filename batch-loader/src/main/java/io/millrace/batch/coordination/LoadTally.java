package io.millrace.batch.coordination;

import static java.util.Objects.requireNonNull;

import io.millrace.model.JobCounters;
import java.util.HashMap;
import java.util.Map;

/**
 * What the load tasks of a job have read.
 *
 * @param done the sum over all tasks that are done
 * @param running by number, the most that each task that is not done has said; as many as workers are busy with the job
 */
record LoadTally(int tasksDone, JobCounters done, Map<Integer, RunningTask> running) {
    static final LoadTally NONE = new LoadTally(0, JobCounters.ZERO, Map.of());

    /** A task's counters so far, and the stored bytes of its objects that it has read. */
    record RunningTask(JobCounters counters, long bytesRead) {
        public RunningTask {
            requireNonNull(counters);
        }

        private RunningTask furthest(RunningTask other) {
            return new RunningTask(max(counters, other.counters), Math.max(bytesRead, other.bytesRead));
        }

        private static JobCounters max(JobCounters one, JobCounters other) {
            return new JobCounters(
                    Math.max(one.received(), other.received()),
                    Math.max(one.withWarning(), other.withWarning()),
                    Math.max(one.filtered(), other.filtered()),
                    Math.max(one.late(), other.late()),
                    Math.max(one.early(), other.early()),
                    Math.max(one.unparseable(), other.unparseable()),
                    Math.max(one.stored(), other.stored()),
                    Math.max(one.rowsPersisted(), other.rowsPersisted()),
                    Math.max(one.bytes(), other.bytes()));
        }
    }

    LoadTally {
        requireNonNull(done);
        running = Map.copyOf(running);
    }

    /** A task that is done again begins at zero, and what was told of it before is not taken back. */
    LoadTally withRunning(int number, JobCounters counters, long bytesRead) {
        Map<Integer, RunningTask> tasks = new HashMap<>(running);
        tasks.merge(number, new RunningTask(counters, bytesRead), RunningTask::furthest);
        return new LoadTally(tasksDone, done, tasks);
    }

    LoadTally withDone(int number, JobCounters counters) {
        Map<Integer, RunningTask> tasks = new HashMap<>(running);
        tasks.remove(number);
        return new LoadTally(tasksDone + 1, done.plus(counters), tasks);
    }

    /** Over all tasks, done and running. */
    JobCounters counters() {
        return running.values().stream().map(RunningTask::counters).reduce(done, JobCounters::plus);
    }
}
