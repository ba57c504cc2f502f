package io.millrace.stream.tables;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** From rows topic to table. */
@ConfigMapping(prefix = "millrace.stream")
public interface TableWriterConfiguration {
    /**
     * {@code millrace.stream.commit-interval}: how long rows may wait for their commit, give or take a tenth. A table bears
     * one commit a second at best.
     */
    @WithDefault("10s")
    Duration commitInterval();

    /** {@code millrace.stream.commit-size}: rows of this size, as read, are committed before the interval is over. */
    @WithDefault("128M")
    MemorySize commitSize();

    /** {@code millrace.stream.target-file-size}: a file that grows past it is closed and another one begun. */
    @WithDefault("128M")
    MemorySize targetFileSize();

    /** {@code millrace.stream.writer-memory}: for the rolled-up rows and the open files of one table. */
    @WithDefault("64M")
    MemorySize writerMemory();

    /** {@code millrace.stream.memory-budget}: for the rolled-up rows and the open files of all tables together. */
    @WithDefault("256M")
    MemorySize memoryBudget();

    /** {@code millrace.stream.retry-delay}: before a failed commit is tried again; doubles up to thirty times as much. */
    @WithDefault("1s")
    Duration retryDelay();
}
