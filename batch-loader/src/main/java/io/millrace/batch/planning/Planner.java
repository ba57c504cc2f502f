package io.millrace.batch.planning;

import io.millrace.batch.storage.SourceStores;
import io.millrace.batch.task.StopSignal;
import io.millrace.batch.task.TaskFailedException;
import io.millrace.messages.BatchTask;
import io.millrace.messages.BatchTask.InputObject;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.Compression;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.objects.NoSuchObjectException;
import io.millrace.objects.ObjectSelector;
import io.millrace.objects.ObjectStore;
import io.millrace.objects.ObjectStore.StoredObject;
import io.millrace.objects.StoreAccessException;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;

/** Lists a job's objects and groups them. Memory does not depend on how many there are. Thread-safe. */
public final class Planner {
    private final SourceStores stores;
    private final long taskBytes;
    private final int taskObjects;
    private final MemorySize planSize;

    public Planner(SourceStores stores, PlanningConfiguration configuration) {
        this.stores = stores;
        this.taskBytes = configuration.taskSize().asLongValue();
        this.taskObjects = configuration.taskObjects();
        this.planSize = configuration.planSize();
    }

    /**
     * @throws TaskFailedException if an object that the job names does not exist, the source cannot be listed, or the
     *     tasks are more than one transaction can hold
     */
    public PlannedTasks plan(BatchTask.Plan task, StopSignal stop) throws IOException {
        JobDefinition job = task.job();
        JobDefinition forLoads = withoutSelection(job);
        TaskSpool spool = new TaskSpool();
        try {
            TaskGrouping grouping = new TaskGrouping(taskBytes, taskObjects, objects -> {
                spool.add(new BatchTask.Load(forLoads, spool.tasks(), objects));
                requireBounded(spool);
            });
            list(job, object -> {
                stop.throwIfStopped();
                grouping.add(object);
            });
            grouping.finish();
            TaskOutcome.Planned outcome =
                    new TaskOutcome.Planned(job.id(), spool.tasks(), grouping.objects(), grouping.bytes());
            return new PlannedTasks(outcome, spool);
        } catch (IOException | RuntimeException | Error e) {
            spool.close();
            throw e;
        }
    }

    /** A plan that cannot be sent within its transaction would be tried again and again, and never arrive. */
    private void requireBounded(TaskSpool spool) {
        if (spool.bytes() > planSize.asLongValue()) {
            throw TaskFailedException.forGood(
                    ErrorCode.UNABLE_TO_PROCEED,
                    "The job has too many objects: its load tasks take more than " + planSize.asLongValue()
                            + " bytes. Split it into several jobs, or raise millrace.batch.planning.plan-size and"
                            + " millrace.batch.work.transaction-timeout of the batch loader.",
                    null);
        }
    }

    private void list(JobDefinition job, Consumer<InputObject> sink) throws IOException {
        JobSource source = job.source();
        if (source instanceof JobSource.Inline inline) {
            long bytes = inline.data().getBytes(StandardCharsets.UTF_8).length;
            sink.accept(new InputObject("inline data", "", bytes, null, Compression.NONE));
            return;
        }
        try (SourceStores.Lease lease = stores.open(job)) {
            if (source instanceof JobSource.Uploaded uploaded) {
                listUploads(lease.store(), uploaded.files(), sink);
            } else if (source instanceof JobSource.S3 s3) {
                listBucket(lease.store(), s3, sink);
            } else {
                throw TaskFailedException.forGood(
                        ErrorCode.UNABLE_TO_PROCEED, "A batch job cannot read from a stream.", null);
            }
        } catch (NoSuchObjectException e) {
            throw TaskFailedException.forGood(ErrorCode.CANNOT_PARSE_SOURCE, String.valueOf(e.getMessage()), e);
        } catch (PatternSyntaxException e) {
            throw TaskFailedException.forGood(
                    ErrorCode.CANNOT_PARSE_SOURCE, "The source's pattern is not a glob: " + e.getMessage(), e);
        } catch (StoreAccessException e) {
            throw TaskFailedException.forNow(
                    ErrorCode.COULD_NOT_CONNECT_TO_SOURCE, "The source cannot be listed: " + e.getMessage(), e);
        }
    }

    private static void listUploads(ObjectStore store, List<JobSource.StagedUpload> files, Consumer<InputObject> sink)
            throws IOException {
        for (JobSource.StagedUpload file : files) {
            StoredObject found = store.find(file.key())
                    .orElseThrow(() -> TaskFailedException.forGood(
                            ErrorCode.CANNOT_PARSE_SOURCE,
                            "Uploaded file \"" + file.name() + "\" is no longer in the staging area.",
                            null));
            sink.accept(new InputObject(file.name(), file.key(), found.sizeBytes(), found.eTag(), file.compression()));
        }
    }

    private static void listBucket(ObjectStore store, JobSource.S3 source, Consumer<InputObject> sink)
            throws IOException {
        String address = "s3://" + source.location().bucket() + "/";
        ObjectSelector.select(
                store,
                source.location(),
                source.selection(),
                object -> sink.accept(new InputObject(
                        address + object.key(), object.key(), object.sizeBytes(), object.eTag(), null)));
    }

    /** What load tasks need of the job: a long list of files must not be in every one of them. */
    private static JobDefinition withoutSelection(JobDefinition job) {
        JobSource source = job.source();
        if (source instanceof JobSource.Uploaded) {
            source = new JobSource.Uploaded(List.of());
        } else if (source instanceof JobSource.S3 s3) {
            source = new JobSource.S3(s3.location(), new ObjectSelection.Objects(List.of()));
        }
        return job.withSource(source);
    }
}
