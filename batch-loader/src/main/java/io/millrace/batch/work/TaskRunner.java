package io.millrace.batch.work;

import io.millrace.batch.loading.LoadListener;
import io.millrace.batch.loading.LoadResult;
import io.millrace.batch.loading.Loader;
import io.millrace.batch.planning.Planner;
import io.millrace.batch.storage.Tables;
import io.millrace.batch.task.StopSignal;
import io.millrace.batch.task.TaskFailedException;
import io.millrace.batch.task.TaskStoppedException;
import io.millrace.messages.BatchTask;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobDefinition;
import io.millrace.tables.JobDiscardedException;
import io.millrace.tables.StoredTable;
import io.millrace.tables.UnknownTableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Does a task, again if something outside fails, and always comes to a result: a task that cannot be done fails its job,
 * not the worker. Thread-safe.
 */
final class TaskRunner {
    private static final Logger LOG = Logger.getLogger(TaskRunner.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Planner planner;
    private final Loader loader;
    private final Tables tables;
    private final LoadListener loadListener;
    private final WorkConfiguration configuration;

    TaskRunner(
            Planner planner, Loader loader, Tables tables, LoadListener loadListener, WorkConfiguration configuration) {
        this.planner = planner;
        this.loader = loader;
        this.tables = tables;
        this.loadListener = loadListener;
        this.configuration = configuration;
    }

    TaskResult run(BatchTask task, StopSignal stop) {
        int attempts = task instanceof BatchTask.Commit ? configuration.commitAttempts() : configuration.attempts();
        Duration pause = configuration.retryBackoff();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return perform(task, stop);
                } catch (TaskStoppedException | InterruptedException e) {
                    throw e;
                } catch (Throwable e) {
                    // Errors too, such as a stack overflow in an expression: the next process would meet them as well.
                    TaskFailedException failure = FailureReasons.of(e);
                    if (!failure.isTransient() || attempt == attempts) {
                        return task instanceof BatchTask.Commit commit
                                ? settle(commit, failure, stop)
                                : failed(task, failure);
                    }
                    LOG.warnf(
                            "Attempt %d of %d of %s failed, next in %s: %s",
                            attempt, attempts, describe(task), pause, failure.getMessage());
                    stop.sleep(pause);
                    stop.throwIfStopped();
                    pause = longer(pause);
                }
            }
        } catch (TaskStoppedException e) {
            return new TaskResult.Silent("stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TaskResult.Silent("stopped");
        }
    }

    private TaskResult perform(BatchTask task, StopSignal stop) throws IOException, InterruptedException {
        if (task instanceof BatchTask.Plan plan) {
            stop.throwIfStopped();
            return new TaskResult.Planned(planner.plan(plan, stop));
        }
        if (task instanceof BatchTask.Load load) {
            stop.throwIfStopped();
            LoadResult result = loader.load(load, loadListener, stop);
            return new TaskResult.Loaded(result, () -> discardStaged(load.job(), result));
        }
        if (task instanceof BatchTask.Commit commit) {
            long rows =
                    tables.load(commit.job().table()).commitBatch(commit.job().id(), commit.manifests());
            return new TaskResult.Told(new TaskOutcome.Committed(commit.job().id(), rows));
        }
        BatchTask.Discard discard = (BatchTask.Discard) task;
        discard(discard.job(), discard.manifests());
        return new TaskResult.Silent("done");
    }

    /**
     * Ends a job whose commit does not succeed: makes sure in the table that no attempt will be carried out later, and
     * finds out whether one has been. Only the table knows, so a catalog that does not answer is asked until it does.
     */
    private TaskResult settle(BatchTask.Commit task, TaskFailedException failure, StopSignal stop)
            throws InterruptedException {
        Duration pause = configuration.retryBackoff();
        while (true) {
            try {
                return new TaskResult.Told(new TaskOutcome.Committed(task.job().id(), endInTable(task)));
            } catch (UnknownTableException e) {
                return failed(task, failure);
            } catch (JobDiscardedException e) {
                discardManifests(task.job(), task.manifests());
                return failed(task, failure);
            } catch (RuntimeException | Error e) {
                LOG.warnf(
                        e,
                        "Whether job %s is committed cannot be seen; the table is asked again in %s.",
                        task.job().id(),
                        pause);
            }
            stop.sleep(pause);
            stop.throwIfStopped();
            pause = longer(pause);
        }
    }

    /**
     * Ends the job in the table if it has not ended there.
     *
     * @return its rows, if it was committed before
     * @throws JobDiscardedException if it was not, and cannot be any more
     */
    private long endInTable(BatchTask.Commit task) {
        String jobId = task.job().id();
        StoredTable table = tables.load(task.job().table());
        // No files: what became of the job must not depend on a store that cannot be read.
        table.discard(jobId, List.of());
        return table.commitBatch(jobId, List.of());
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void discard(JobDefinition job, List<byte[]> manifests) {
        try {
            tables.load(job.table()).discard(manifests);
        } catch (UnknownTableException e) {
            LOG.infof("Job %s: its table is gone, and its staged files with it.", job.id());
        }
    }

    private void discardStaged(JobDefinition job, LoadResult result) {
        if (result.outcome() instanceof TaskOutcome.Loaded loaded && loaded.manifest() != null) {
            discardManifests(job, List.of(loaded.manifest()));
        }
    }

    private void discardManifests(JobDefinition job, List<byte[]> manifests) {
        try {
            discard(job, manifests);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Job %s: the files of an abandoned attempt stay in the store as orphans.", job.id());
        }
    }

    private static TaskResult failed(BatchTask task, TaskFailedException failure) {
        String message = failure.userMessage();
        if (failure.code() == ErrorCode.INTERNAL_ERROR) {
            String id = UUID.randomUUID().toString().substring(0, 8);
            LOG.errorf(failure.getCause(), "Error %s in %s", id, describe(task));
            message = "Internal error " + id + ": the batch loader's log has the details under this id.";
        } else {
            LOG.warnf("%s failed with %s: %s", describe(task), failure.code(), message);
        }
        if (task instanceof BatchTask.Discard) {
            LOG.warnf(
                    "Job %s: its staged files stay in the store as orphans.",
                    task.job().id());
            return new TaskResult.Silent("failed");
        }
        return new TaskResult.Told(new TaskOutcome.Failed(task.job().id(), failure.code(), message));
    }

    private static String describe(BatchTask task) {
        String kind = task.getClass().getSimpleName();
        String number = task instanceof BatchTask.Load load ? " " + load.number() : "";
        return kind + number + " of job " + task.job().id();
    }
}
