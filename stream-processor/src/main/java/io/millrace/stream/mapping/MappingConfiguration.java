package io.millrace.stream.mapping;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** From source topic to rows topic. */
@ConfigMapping(prefix = "millrace.stream.mapping")
public interface MappingConfiguration {
    /** {@code millrace.stream.mapping.commit-interval}: between two Kafka transactions of a job. */
    @WithDefault("1s")
    Duration commitInterval();

    /** {@code millrace.stream.mapping.report-interval}: between two reports of a job's counters, at the least. */
    @WithDefault("1s")
    Duration reportInterval();

    /** {@code millrace.stream.mapping.transaction-timeout}: after it the broker aborts what a dead process left open. */
    @WithDefault("10s")
    Duration transactionTimeout();

    /** {@code millrace.stream.mapping.state-dir}: lock files only; counters are kept in Kafka. */
    @WithDefault("${java.io.tmpdir}/millrace-stream")
    String stateDir();

    /** {@code millrace.stream.mapping.max-rollup-bytes}: memory for the first rollup of one chunk. */
    @WithDefault("32M")
    MemorySize maxRollupBytes();
}
