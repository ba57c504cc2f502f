package io.millrace.api.query;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Limits of {@code query/sql}. */
@ConfigMapping(prefix = "millrace.query")
interface QueryConfiguration {
    /** How long a query may run before it is cancelled; {@code millrace.query.timeout}, default 60 s. */
    @WithDefault("60S")
    Duration timeout();

    /** Memory of one query, outside the heap; {@code millrace.query.memory-limit}, default 256 MiB. */
    @WithDefault("256M")
    MemorySize memoryLimit();

    /** Threads of one query; {@code millrace.query.threads}, default 2. */
    @WithDefault("2")
    int threads();

    /** Queries at once; one more is refused with 429. {@code millrace.query.max-concurrent}, default 4. */
    @WithDefault("4")
    int maxConcurrent();

    /** Local disk for copies of table files; {@code millrace.query.cache-size}, default 4 GiB. */
    @WithDefault("4G")
    MemorySize cacheSize();

    /** Where the copies are; {@code millrace.query.cache-directory}, default a temporary directory. */
    Optional<Path> cacheDirectory();
}
