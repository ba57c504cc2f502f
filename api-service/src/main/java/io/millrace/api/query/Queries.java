package io.millrace.api.query;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The query engine as it is configured, made when it is first needed. */
@Singleton
class Queries {
    private final QueryConfiguration configuration;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "query-timeout"));
    private @Nullable QueryEngine engine;
    private @Nullable Path ownDirectory;

    Queries(QueryConfiguration configuration) {
        this.configuration = configuration;
    }

    synchronized QueryEngine engine() throws IOException {
        if (engine == null) {
            engine = new QueryEngine(
                    new ParquetCache(directory(), configuration.cacheSize().asLongValue()),
                    new QueryEngine.Limits(
                            configuration.timeout(),
                            configuration.memoryLimit().asLongValue(),
                            configuration.threads(),
                            configuration.maxConcurrent()),
                    timer);
        }
        return engine;
    }

    private Path directory() throws IOException {
        if (configuration.cacheDirectory().isPresent()) {
            return configuration.cacheDirectory().get();
        }
        if (ownDirectory == null) {
            ownDirectory = Files.createTempDirectory("millrace-query-");
        }
        return ownDirectory;
    }

    @PreDestroy
    synchronized void close() throws IOException {
        timer.shutdownNow();
        if (ownDirectory != null) {
            ParquetCache.empty(ownDirectory);
            Files.deleteIfExists(ownDirectory);
        }
    }
}
