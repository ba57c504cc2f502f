package io.millrace.batch.coordination;

import io.millrace.batch.coordination.JobLifecycle.Committing;
import io.millrace.batch.coordination.JobLifecycle.Finished;
import io.millrace.batch.coordination.JobLifecycle.Loading;
import io.millrace.batch.coordination.JobLifecycle.Planning;
import io.millrace.messages.BatchTask;
import io.millrace.messages.JobCommand;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource;
import io.millrace.model.JobType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides what comes next in each batch job: plan, load, commit, or discard what was staged. Commands and outcomes may
 * be repeated and come in any order; each changes something at most once.
 */
final class JobCoordinator {
    private static final Logger LOG = Logger.getLogger(JobCoordinator.class);
    /** What the manifests of one message may take, so that with JSON around them it stays below the broker's limit. */
    private static final int MAX_MANIFEST_BYTES_PER_TASK = 5 * 1024 * 1024;

    private final JobMemory memory;
    private final Outbox outbox;
    private final JobReports reports;
    private final InstantSource clock;
    private final Duration finishedRetention;

    JobCoordinator(JobMemory memory, Outbox outbox, InstantSource clock, Duration finishedRetention) {
        this.memory = memory;
        this.outbox = outbox;
        this.reports = new JobReports(outbox, clock);
        this.clock = clock;
        this.finishedRetention = finishedRetention;
    }

    /** @param at when the command was given */
    void onCommand(JobCommand command, Instant at) {
        JobDefinition job = command.job();
        if (job.type() != JobType.BATCH) {
            return;
        }
        Optional<JobLifecycle> lifecycle = memory.lifecycle(job.id());
        if (lifecycle.isEmpty() && at.isBefore(clock.instant().minus(finishedRetention))) {
            LOG.warnf(
                    "Job %s was commanded at %s, longer ago than finished jobs are remembered: not started.",
                    job.id(), at);
            return;
        }
        switch (command.desired()) {
            case RUNNING -> {
                if (lifecycle.isEmpty()) {
                    start(job);
                }
            }
            case CANCELED -> cancel(job, lifecycle.orElse(null));
            case SUSPENDED -> LOG.warnf("Job %s is a batch job and cannot be suspended: it goes on.", job.id());
        }
    }

    void onOutcome(TaskOutcome outcome) {
        JobLifecycle lifecycle = memory.lifecycle(outcome.jobId()).orElse(null);
        JobDefinition job = memory.definition(outcome.jobId()).orElse(null);
        if (lifecycle == null || job == null) {
            LOG.debugf("An outcome of job %s came after the job was over and forgotten.", outcome.jobId());
        } else if (lifecycle instanceof Finished) {
            discardWhatCameLate(job, outcome);
        } else if (outcome instanceof TaskOutcome.Planned planned) {
            onPlanned(job, lifecycle, planned);
        } else if (outcome instanceof TaskOutcome.Loading loading) {
            onLoading(job, lifecycle, loading);
        } else if (outcome instanceof TaskOutcome.Loaded loaded) {
            onLoaded(job, lifecycle, loaded);
        } else if (outcome instanceof TaskOutcome.Committed committed) {
            onCommitted(job, lifecycle, committed);
        } else if (outcome instanceof TaskOutcome.Failed failed) {
            onFailed(job, lifecycle, failed);
        }
    }

    /** Forgets the jobs that have been over for long enough. */
    void forgetFinished() {
        memory.forgetFinishedBefore(clock.instant().minus(finishedRetention));
    }

    private void start(JobDefinition job) {
        memory.remember(job);
        memory.remember(job.id(), new Planning(LoadTally.NONE));
        outbox.send(new BatchTask.Plan(job), "plan");
        reports.running(job.id());
    }

    private void cancel(JobDefinition job, @Nullable JobLifecycle lifecycle) {
        if (lifecycle instanceof Finished) {
            return;
        }
        if (lifecycle instanceof Committing) {
            reports.tooLateToCancel(job.id());
            return;
        }
        String message = "The job was canceled. Its table is as it was before.";
        finish(job, ExecutionStatus.CANCELED, ErrorCode.CANCELED, message, true);
    }

    private void onPlanned(JobDefinition job, JobLifecycle lifecycle, TaskOutcome.Planned planned) {
        if (lifecycle instanceof Planning planning) {
            reports.planned(planned);
            proceed(job, new Loading(planned.tasks(), planned.objects(), planned.bytes(), planning.tally()));
        }
    }

    private void onLoading(JobDefinition job, JobLifecycle lifecycle, TaskOutcome.Loading loading) {
        if (memory.manifest(job.id(), loading.number()).isPresent()) {
            return;
        }
        tallied(lifecycle)
                .map(tally -> tally.withRunning(loading.number(), loading.counters(), loading.compressedBytesRead()))
                .ifPresent(tally -> proceed(job, withTally(lifecycle, tally)));
    }

    private void onLoaded(JobDefinition job, JobLifecycle lifecycle, TaskOutcome.Loaded loaded) {
        byte[] manifest = loaded.manifest() == null ? new byte[0] : loaded.manifest();
        Optional<byte[]> known = memory.manifest(job.id(), loaded.number());
        if (known.isPresent()) {
            if (!Arrays.equals(known.get(), manifest)) {
                discard(job, List.of(manifest), "discard-repeated-" + loaded.number());
            }
            return;
        }
        tallied(lifecycle)
                .map(tally -> tally.withDone(loaded.number(), loaded.counters()))
                .ifPresent(tally -> {
                    memory.rememberManifest(job.id(), loaded.number(), manifest);
                    proceed(job, withTally(lifecycle, tally));
                });
    }

    /** Stores where a job is that still plans or loads, tells of it, and commits or fails it if it is time to. */
    private void proceed(JobDefinition job, JobLifecycle lifecycle) {
        LoadTally tally = tallied(lifecycle).orElseThrow();
        memory.remember(job.id(), lifecycle);
        JobCounters counters = tally.counters();
        reports.counters(job.id(), counters);
        long bad = counters.unparseable() + counters.withWarning();
        if (bad > job.maxParseExceptions()) {
            String message = bad + " records could not be parsed or had a value that could not be converted; the job"
                    + " allows " + job.maxParseExceptions() + " (maxParseExceptions). Its table is as it was before.";
            finish(job, ExecutionStatus.FAILED, ErrorCode.CANNOT_PARSE_SOURCE, message, true);
        } else if (lifecycle instanceof Loading loading) {
            reports.progress(job.id(), loading.fraction());
            if (tally.tasksDone() == loading.tasks()) {
                commit(job, tally.done());
            }
        }
    }

    private void commit(JobDefinition job, JobCounters counters) {
        List<byte[]> manifests = memory.manifests(job.id());
        if (manifests.isEmpty()) {
            complete(job, counters, 0);
        } else if (totalBytes(manifests) > MAX_MANIFEST_BYTES_PER_TASK) {
            String message = "The job wrote more files than one commit can name. Load fewer objects with one job, or"
                    + " raise millrace.batch.planning.task-size so that there are fewer tasks.";
            finish(job, ExecutionStatus.FAILED, ErrorCode.UNABLE_TO_PROCEED, message, true);
        } else {
            memory.remember(job.id(), new Committing(counters));
            outbox.send(new BatchTask.Commit(withoutSource(job), manifests), "commit");
        }
    }

    private void onCommitted(JobDefinition job, JobLifecycle lifecycle, TaskOutcome.Committed committed) {
        if (lifecycle instanceof Committing committing) {
            complete(job, committing.counters(), committed.rowsPersisted());
        }
    }

    private void complete(JobDefinition job, JobCounters counters, long rowsPersisted) {
        long stored = counters.received() - counters.filtered() - counters.rejected();
        JobCounters all = new JobCounters(
                counters.received(),
                counters.withWarning(),
                counters.filtered(),
                counters.late(),
                counters.early(),
                counters.unparseable(),
                stored,
                rowsPersisted,
                counters.bytes());
        reports.completed(job, all);
        memory.forgetManifests(job.id());
        memory.forgetDefinition(job.id());
        memory.remember(job.id(), new Finished(ExecutionStatus.COMPLETED, clock.instant()));
    }

    private void onFailed(JobDefinition job, JobLifecycle lifecycle, TaskOutcome.Failed failed) {
        // A worker that cannot commit has discarded the files itself, after making sure that they are not the table's.
        boolean discard = !(lifecycle instanceof Committing);
        finish(job, ExecutionStatus.FAILED, failed.code(), failed.message(), discard);
    }

    /** Ends a job that did not complete. Its definition stays while late files may have to be discarded. */
    private void finish(JobDefinition job, ExecutionStatus status, ErrorCode code, String message, boolean discard) {
        if (discard) {
            discard(job, memory.manifests(job.id()), "discard");
        }
        memory.forgetManifests(job.id());
        memory.remember(withoutSource(job));
        memory.remember(job.id(), new Finished(status, clock.instant()));
        reports.ended(job.id(), status, code, message);
    }

    private void discardWhatCameLate(JobDefinition job, TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Loaded loaded && loaded.manifest() != null) {
            discard(job, List.of(loaded.manifest()), "discard-late-" + loaded.number());
        }
    }

    private void discard(JobDefinition job, List<byte[]> manifests, String step) {
        List<byte[]> rest =
                manifests.stream().filter(manifest -> manifest.length > 0).toList();
        int from = 0;
        while (from < rest.size()) {
            int to = from + 1;
            long bytes = rest.get(from).length;
            while (to < rest.size() && bytes + rest.get(to).length <= MAX_MANIFEST_BYTES_PER_TASK) {
                bytes += rest.get(to).length;
                to++;
            }
            outbox.send(new BatchTask.Discard(withoutSource(job), rest.subList(from, to)), step + "-" + from);
            from = to;
        }
    }

    private static Optional<LoadTally> tallied(JobLifecycle lifecycle) {
        if (lifecycle instanceof Planning planning) {
            return Optional.of(planning.tally());
        }
        return lifecycle instanceof Loading loading ? Optional.of(loading.tally()) : Optional.empty();
    }

    private static JobLifecycle withTally(JobLifecycle lifecycle, LoadTally tally) {
        return lifecycle instanceof Loading loading
                ? new Loading(loading.tasks(), loading.objects(), loading.bytes(), tally)
                : new Planning(tally);
    }

    private static long totalBytes(List<byte[]> manifests) {
        return manifests.stream().mapToLong(manifest -> manifest.length).sum();
    }

    /** All that committing and discarding need: keeps inline data and object lists out of messages and of memory. */
    private static JobDefinition withoutSource(JobDefinition job) {
        return new JobDefinition(
                job.id(),
                job.projectId(),
                job.type(),
                job.table(),
                new JobSource.Inline(""),
                job.format(),
                List.of(),
                List.of(),
                null,
                job.maxParseExceptions(),
                job.createdAt(),
                null);
    }
}
