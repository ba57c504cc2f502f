package io.millrace.stream.tables;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a table writer works.
 *
 * @param commitInterval how long rows wait for their commit
 * @param commitBytes messages of this size are committed before
 * @param maxMemoryBytes rows in memory and open files of this size are committed before
 * @param retryDelay before the first repetition of what failed; doubles
 */
record WriterSettings(Duration commitInterval, long commitBytes, long maxMemoryBytes, Duration retryDelay) {
    WriterSettings {
        requireNonNull(commitInterval);
        requireNonNull(retryDelay);
    }

    static WriterSettings of(TableWriterConfiguration configuration) {
        return new WriterSettings(
                configuration.commitInterval(),
                configuration.commitSize().asLongValue(),
                configuration.writerMemory().asLongValue(),
                configuration.retryDelay());
    }
}
