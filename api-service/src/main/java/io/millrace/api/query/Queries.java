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

    Queries(QueryConfiguration configuration) {
        this.configuration = configuration;
    }

    synchronized QueryEngine engine() throws IOException {
        if (engine == null) {
            Path directory = configuration.cacheDirectory().isPresent()
                    ? configuration.cacheDirectory().get()
                    : Files.createTempDirectory("millrace-query-");
            engine = new QueryEngine(
                    new ParquetCache(directory, configuration.cacheSize().asLongValue()),
                    new QueryEngine.Limits(
                            configuration.timeout(),
                            configuration.memoryLimit().asLongValue(),
                            configuration.threads(),
                            configuration.maxConcurrent()),
                    timer);
        }
        return engine;
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }
}
