package io.millrace.batch.loading;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How load tasks write, and how much they tell. */
@ConfigMapping(prefix = "millrace.batch.loading")
public interface LoadingConfiguration {
    /** {@code millrace.batch.loading.file-size}: a Parquet file that grows past it is closed and another one begun. */
    @WithDefault("256M")
    MemorySize fileSize();

    /** {@code millrace.batch.loading.progress-interval}: how often a running task tells its counters. */
    @WithDefault("500ms")
    Duration progressInterval();

    /**
     * {@code millrace.batch.loading.dead-letters}: rejected records that one task keeps as dead letters. All are counted.
     */
    @WithDefault("1000")
    int deadLetters();

    /** {@code millrace.batch.loading.dead-letter-size}: bytes that the dead letters of one task may take together. */
    @WithDefault("4M")
    MemorySize deadLetterSize();
}
