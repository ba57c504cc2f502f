package io.millrace.stream.mapping;

import io.millrace.model.JobCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a job's tasks in this process are doing, for statuses, metrics and the parse limit. Thread-safe. */
public final class MappingActivity {
    private final Clock clock;
    private final Map<Integer, JobCounters> counters = new ConcurrentHashMap<>();
    private volatile Instant lastInput;

    MappingActivity(Clock clock) {
        this.clock = clock;
        this.lastInput = clock.instant();
    }

    /** Whether any partition is processed here. */
    public boolean hasTasks() {
        return !counters.isEmpty();
    }

    /** The sum over this process' tasks; may be ahead of what is committed. */
    public JobCounters counters() {
        return counters.values().stream().reduce(JobCounters.ZERO, JobCounters::plus);
    }

    /** For how long nothing has come in. */
    public Duration quietFor() {
        return Duration.between(lastInput, clock.instant());
    }

    void input() {
        lastInput = clock.instant();
    }

    void counted(int partition, JobCounters absolute) {
        counters.put(partition, absolute);
    }

    void taskClosed(int partition) {
        counters.remove(partition);
    }
}
