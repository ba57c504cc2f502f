package io.millrace.stream.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which job of this process runs on which checkpoint: two of them on one would share out its partitions. Thread-safe. */
final class Checkpoints {
    private final Map<String, String> jobs = new ConcurrentHashMap<>();

    /** Whether the checkpoint is this job's from now on. */
    boolean claim(String checkpoint, String jobId) {
        return jobs.computeIfAbsent(checkpoint, key -> jobId).equals(jobId);
    }

    void release(String checkpoint, String jobId) {
        jobs.remove(checkpoint, jobId);
    }
}
