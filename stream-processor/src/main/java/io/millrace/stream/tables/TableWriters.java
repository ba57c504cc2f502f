package io.millrace.stream.tables;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.TableDefinition;
import io.millrace.stream.kafka.KafkaClients;
import io.millrace.stream.reports.Reports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table writers of this process: one for each table that some job needs, shared by the jobs of that table. Thread-safe.
 */
public final class TableWriters implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    private final KafkaClients clients;
    private final RowsTables tables;
    private final KnownJobs knownJobs;
    private final WriterSettings settings;
    private final MemoryBudget budget;
    private final MeterRegistry registry;
    private final Reports reports;
    private final Clock clock;
    private final Map<String, SharedWriter> writers = new HashMap<>();

    public TableWriters(
            KafkaClients clients,
            TableWriterConfiguration configuration,
            CatalogConfiguration catalog,
            StorageConfiguration storage,
            KnownJobs knownJobs,
            MeterRegistry registry,
            Reports reports,
            Clock clock) {
        this.clients = clients;
        this.settings = WriterSettings.of(configuration);
        this.budget = new MemoryBudget(configuration.memoryBudget().asLongValue());
        this.tables = new IcebergRowsTables(
                IcebergRowsTables.settings(catalog, storage),
                configuration.targetFileSize().asLongValue(),
                configuration.writerMemory().asLongValue());
        this.knownJobs = knownJobs;
        this.registry = registry;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * The writer of a job's table, running until the last of its jobs has closed it. The rows topic must exist.
     *
     * @throws io.millrace.tables.UnknownTableException if there is no such table
     * @throws RuntimeException if the catalog cannot be reached
     */
    public JobWriter acquire(JobDefinition job) {
        tables.open(job.table());
        synchronized (this) {
            SharedWriter writer = writers.get(job.table().id());
            if (writer != null && writer.thread.condition() instanceof WriterCondition.Failed) {
                writer.end(true);
                writer = null;
            }
            if (writer == null) {
                writer = new SharedWriter(job);
                writers.put(job.table().id(), writer);
                writer.thread.start();
            }
            writer.join(job);
            return new JobWriter(writer);
        }
    }

    /**
     * Whether the table holds everything of its rows topic up to these offsets.
     *
     * @param ends by partition
     */
    public boolean holds(JobDefinition job, Map<Integer, Long> ends) {
        if (ends.isEmpty()) {
            return true;
        }
        String prefix =
                WriterPositions.sourcePrefix(clients.topics().rows(job.table().id()));
        var progress = tables.open(job.table()).progressOf(prefix);
        return ends.entrySet().stream().allMatch(end -> {
            var stored = progress.get(prefix + end.getKey());
            return stored != null && stored.nextOffset() >= end.getValue();
        });
    }

    /** What the table holds of a job, by rows partition: from the table's own record. */
    public Map<Integer, JobCounters> storedCounters(JobDefinition job) {
        String prefix =
                WriterPositions.sourcePrefix(clients.topics().rows(job.table().id()));
        Map<Integer, JobCounters> stored = new HashMap<>();
        tables.open(job.table()).progressOf(prefix).forEach((source, progress) -> {
            StoredCounts.Stored counts = StoredCounts.of(progress).jobs().get(job.id());
            if (counts != null) {
                stored.put(Integer.valueOf(source.substring(prefix.length())), counts.counters());
            }
        });
        return stored;
    }

    /** Commits what the writers have and stops them, keeping their places in the groups for a restart. */
    @Override
    public void close() {
        List<SharedWriter> ending;
        synchronized (this) {
            ending = List.copyOf(writers.values());
            writers.clear();
        }
        ending.forEach(writer -> writer.thread.stop(false));
        Instant deadline = Instant.now().plus(STOP_TIMEOUT);
        ending.forEach(writer -> {
            writer.thread.awaitEnd(deadline);
            writer.meters.close();
        });
        if (tables instanceof IcebergRowsTables iceberg) {
            iceberg.close();
        }
    }

    private synchronized void release(SharedWriter writer) {
        writer.jobs--;
        if (writer.jobs == 0 && writers.remove(writer.tableId, writer)) {
            writer.end(true);
        }
    }

    private synchronized void hurry(SharedWriter writer, int change) {
        writer.hurried += change;
        writer.thread.hurry(writer.hurried > 0);
    }

    /** A table's writer as one job sees it. */
    public final class JobWriter implements AutoCloseable {
        private final SharedWriter writer;
        private boolean hurrying;
        private boolean closed;

        private JobWriter(SharedWriter writer) {
            this.writer = writer;
        }

        public WriterCondition condition() {
            return writer.thread.condition();
        }

        /** From now on, until this is closed, everything is committed as soon as it is read. */
        public synchronized void hurry() {
            if (!hurrying) {
                hurrying = true;
                TableWriters.this.hurry(writer, 1);
            }
        }

        /** The job needs its writer no more. */
        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            if (hurrying) {
                TableWriters.this.hurry(writer, -1);
            }
            release(writer);
        }
    }

    /** A running writer and who needs it. */
    private final class SharedWriter {
        private final String tableId;
        private final WriterMeters meters;
        private final WriterThread thread;
        private int jobs;
        private int hurried;
        private JobDefinition newest;
        private @Nullable RowsTable opened;
        private @Nullable TableDefinition openedAs;

        SharedWriter(JobDefinition job) {
            TableDefinition table = job.table();
            String rowsTopic = clients.topics().rows(table.id());
            this.tableId = table.id();
            this.newest = job;
            this.meters = new WriterMeters(registry, clock, table.id(), table.name());
            this.thread = new WriterThread(
                    "table-writer-" + table.name(),
                    () -> clients.newGroupMember(clients.topics().prefix() + "-writer-" + tableId),
                    consumer -> new TableWriter(
                            rowsTopic,
                            consumer,
                            this::table,
                            knownJobs,
                            settings,
                            budget,
                            meters,
                            reports,
                            clock,
                            () -> UUID.randomUUID().toString()));
        }

        synchronized void join(JobDefinition job) {
            jobs++;
            if (!job.createdAt().isBefore(newest.createdAt())) {
                newest = job;
            }
        }

        void end(boolean leaveGroup) {
            thread.stop(leaveGroup);
            meters.close();
        }

        /** The table as its newest job knows it: a job may have added columns. */
        private synchronized RowsTable table() {
            RowsTable current = opened;
            if (current == null || !newest.table().equals(openedAs)) {
                current = tables.open(newest.table());
                opened = current;
                openedAs = newest.table();
            }
            return current;
        }
    }
}
