package io.millrace.stream.tables;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What Prometheus sees of one table writer. Thread-safe. */
final class WriterMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer commits;
    private final Counter rows;
    private final Counter failures;
    private final TimeGauge age;
    private volatile long lastCommitMillis;

    WriterMeters(MeterRegistry registry, Clock clock, String tableId, String tableName) {
        Tags tags = Tags.of("table", tableId, "table_name", tableName);
        this.registry = registry;
        this.clock = clock;
        this.lastCommitMillis = clock.millis();
        this.commits = Timer.builder("millrace.stream.table.commit")
                .description("Commits of rows into the table")
                .tags(tags)
                .register(registry);
        this.rows = Counter.builder("millrace.stream.table.rows")
                .description("Rows committed, after rollup")
                .tags(tags)
                .register(registry);
        this.failures = Counter.builder("millrace.stream.table.commit.failures")
                .description("Attempts to commit that failed and are repeated")
                .tags(tags)
                .register(registry);
        this.age = TimeGauge.builder(
                        "millrace.stream.table.commit.age", this, TimeUnit.MILLISECONDS, WriterMeters::ageMillis)
                .description("Time since the last commit")
                .tags(tags)
                .register(registry);
    }

    void committed(Duration took, long rowsCommitted) {
        lastCommitMillis = clock.millis();
        commits.record(took);
        rows.increment((double) rowsCommitted);
    }

    void failed() {
        failures.increment();
    }

    @Override
    public void close() {
        List.of(commits, rows, failures, age).forEach(registry::remove);
    }

    private double ageMillis() {
        return (double) (clock.millis() - lastCommitMillis);
    }
}
