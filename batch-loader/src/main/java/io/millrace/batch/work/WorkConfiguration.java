package io.millrace.batch.work;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The workers of this process. */
@ConfigMapping(prefix = "millrace.batch.work")
public interface WorkConfiguration {
    /**
     * {@code millrace.batch.work.parallel-tasks}: tasks that run at the same time, each with two threads. Default: half
     * the processors, at least 1.
     */
    OptionalInt parallelTasks();

    /**
     * {@code millrace.batch.work.memory}: what all running tasks together may take for open files and rollup. Default:
     * half the heap.
     */
    Optional<MemorySize> memory();

    /**
     * {@code millrace.batch.work.session-timeout}: the tasks of a process not heard of for so long are given to others.
     * At least what the brokers allow, 6 seconds by default.
     */
    @WithDefault("8s")
    Duration sessionTimeout();

    /**
     * {@code millrace.batch.work.transaction-timeout}: readers wait so long for the transaction of a process that died in
     * the middle of one and does not come back.
     */
    @WithDefault("10s")
    Duration transactionTimeout();

    /** {@code millrace.batch.work.attempts}: how often a task is tried while something outside fails. At least 1. */
    @WithDefault("4")
    int attempts();

    /**
     * {@code millrace.batch.work.commit-attempts}: the same for commits, where all the work is done already and waiting
     * for the catalog costs little.
     */
    @WithDefault("12")
    int commitAttempts();

    /** {@code millrace.batch.work.retry-backoff}: the pause after the first attempt; doubles with each, up to 30 s. */
    @WithDefault("500ms")
    Duration retryBackoff();

    default int slots() {
        return parallelTasks().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    default long memoryBytesPerTask() {
        long all = memory().map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / 2);
        return all / slots();
    }
}
