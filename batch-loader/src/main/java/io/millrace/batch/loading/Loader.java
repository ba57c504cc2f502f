package io.millrace.batch.loading;

import io.millrace.batch.storage.SourceStores;
import io.millrace.batch.storage.Tables;
import io.millrace.batch.task.StopSignal;
import io.millrace.batch.task.TaskFailedException;
import io.millrace.messages.BatchTask;
import io.millrace.messages.BatchTask.InputObject;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.InvalidJobException;
import io.millrace.tables.StagedFileWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task's objects, maps their records and writes the rows as staged files. Every attempt writes files of its own
 * names: what an attempt leaves behind that was killed is an orphan, which no table refers to. Thread-safe.
 */
public final class Loader {
    private final SourceStores stores;
    private final Tables tables;
    private final LoadingConfiguration configuration;
    private final long taskMemoryBytes;
    private final Clock clock;

    /** @param taskMemoryBytes what one task may take for open files and groups */
    public Loader(
            SourceStores stores, Tables tables, LoadingConfiguration configuration, long taskMemoryBytes, Clock clock) {
        this.stores = stores;
        this.tables = tables;
        this.configuration = configuration;
        this.taskMemoryBytes = taskMemoryBytes;
        this.clock = clock;
    }

    /** @throws TaskFailedException if something other than the data prevents it */
    public LoadResult load(BatchTask.Load task, LoadListener listener, StopSignal stop) throws InterruptedException {
        JobDefinition job = task.job();
        Rejections rejections = new Rejections(
                job.id(),
                task.number(),
                configuration.deadLetters(),
                configuration.deadLetterSize().asLongValue(),
                clock);
        try {
            return new LoadResult(load(task, compile(job), rejections, listener, stop), rejections);
        } catch (TaskFailedException e) {
            if (e.isTransient()) {
                throw e;
            }
            return new LoadResult(new TaskOutcome.Failed(job.id(), e.code(), e.userMessage()), rejections);
        }
    }

    private TaskOutcome load(
            BatchTask.Load task, CompiledJob job, Rejections rejections, LoadListener listener, StopSignal stop)
            throws InterruptedException {
        JobDefinition definition = task.job();
        long rollupBytes = definition.rollsUp() ? taskMemoryBytes / 2 : 0;
        String attempt = definition.id() + "-" + task.number() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        try (SourceStores.Lease lease = stores.open(definition);
                ReadAhead records = new ReadAhead(
                        "read-" + attempt,
                        task.objects(),
                        object -> open(lease, definition.source(), object),
                        definition.format(),
                        job.input());
                StagedFileWriter writer = tables.load(definition.table())
                        .newWriter(
                                job.output(),
                                attempt,
                                configuration.fileSize().asLongValue(),
                                taskMemoryBytes - rollupBytes)) {
            LoadRun run = new LoadRun(task, job, rejections, writer, clock, Math.max(1, rollupBytes));
            records.start();
            run.consume(records, listener, configuration.progressInterval(), stop);
            return loaded(task, run.counters(), writer.rows() == 0 ? null : writer.stage());
        }
    }

    /** NullAway does not see, in a compiled record, that an array may be null. */
    @SuppressWarnings("NullAway")
    private static TaskOutcome loaded(BatchTask.Load task, JobCounters counters, byte @Nullable [] manifest) {
        return new TaskOutcome.Loaded(task.job().id(), task.number(), counters, manifest);
    }

    private static CompiledJob compile(JobDefinition job) {
        try {
            return CompiledJob.compile(job);
        } catch (InvalidJobException e) {
            throw TaskFailedException.forGood(
                    ErrorCode.EXPRESSION_FAILED, "The job cannot run as it is written: " + e.getMessage(), e);
        }
    }

    private static InputStream open(SourceStores.Lease lease, JobSource source, InputObject object)
            throws java.io.IOException {
        if (source instanceof JobSource.Inline inline) {
            return new ByteArrayInputStream(inline.data().getBytes(StandardCharsets.UTF_8));
        }
        return lease.store().read(object.key(), 0, object.eTag());
    }
}
