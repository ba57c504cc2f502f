package io.millrace.batch.coordination;

import static java.util.Objects.requireNonNull;

import io.millrace.model.JobCounters;
import java.util.HashMap;
import java.util.Map;

/**
 * What the load tasks of a job have read.
 *
 * @param done the sum over all tasks that are done
 * @param running by number, what each task that is not done said last; as many as workers are busy with the job
 */
record LoadTally(int tasksDone, JobCounters done, Map<Integer, RunningTask> running) {
    static final LoadTally NONE = new LoadTally(0, JobCounters.ZERO, Map.of());

    /** A task's counters so far, and the stored bytes of its objects that it has read. */
    record RunningTask(JobCounters counters, long bytesRead) {
        public RunningTask {
            requireNonNull(counters);
        }
    }

    LoadTally {
        requireNonNull(done);
        running = Map.copyOf(running);
    }

    LoadTally withRunning(int number, JobCounters counters, long bytesRead) {
        Map<Integer, RunningTask> tasks = new HashMap<>(running);
        tasks.put(number, new RunningTask(counters, bytesRead));
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
