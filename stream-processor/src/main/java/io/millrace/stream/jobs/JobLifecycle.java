package io.millrace.stream.jobs;

import io.millrace.messages.JobCommand.Desired;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobDefinition;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.InvalidJobException;
import io.millrace.stream.mapping.MappingApplication;
import io.millrace.stream.mapping.MappingCondition;
import io.millrace.stream.tables.TableWriters.JobWriter;
import io.millrace.stream.tables.WriterCondition;
import io.millrace.tables.UnknownTableException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one streaming job in this process. {@link #step} moves it on as far as it goes without waiting; one thread
 * at a time.
 */
final class JobLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobLifecycle.class);

    private final JobDefinition job;
    private final JobResources resources;
    private final Checkpoints checkpoints;
    private final StatusReports status;
    private final Backoff backoff;
    private volatile Desired desired;
    private Phase phase;
    private boolean shutDown;

    JobLifecycle(JobDefinition job, Desired desired, JobResources resources, Checkpoints checkpoints) {
        this.job = job;
        this.desired = desired;
        this.resources = resources;
        this.checkpoints = checkpoints;
        this.status = new StatusReports(job.id(), resources.reports(), resources.clock());
        this.backoff = new Backoff(resources.clock(), resources.retryDelay(), resources.maxRetryDelay());
        this.phase = new Waiting();
    }

    /** What the job is to do from now on. */
    void desire(Desired newDesired) {
        desired = newDesired;
    }

    /** Moves on. Never throws: what fails is reported and tried again. */
    synchronized void step() {
        if (shutDown || !backoff.isDue()) {
            return;
        }
        try {
            phase = phase.next();
        } catch (RuntimeException e) {
            Duration delay = backoff.failed();
            LOG.warn("A job cannot proceed for now: job={}, retryIn={}", job.id(), delay, e);
            status.warn(phase.statusWhenStuck(), "The job cannot proceed for now: " + e.getMessage());
        }
    }

    /** The process ends: finish the transaction, keep everything for the restart. */
    synchronized void shutDown() {
        shutDown = true;
        phase.shutDown();
    }

    synchronized boolean isOver() {
        return phase instanceof Over over && !(over.outcome instanceof Outcome.Suspended);
    }

    /** Where it is; its methods are the only ways on. */
    private sealed interface Phase {
        Phase next();

        default ExecutionStatus statusWhenStuck() {
            return ExecutionStatus.RUNNING;
        }

        default void shutDown() {}
    }

    /** Not started, or about to be started again. */
    private final class Waiting implements Phase {
        @Override
        public Phase next() {
            return switch (desired) {
                case RUNNING -> start();
                case CANCELED -> new Stopping(null, null, new Outcome.Canceled());
                case SUSPENDED -> new Stopping(null, null, new Outcome.Suspended());
            };
        }

        @Override
        public ExecutionStatus statusWhenStuck() {
            return ExecutionStatus.PENDING;
        }

        private Phase start() {
            boolean succeeded = resources.definitions().hasSuccessor(job);
            if (succeeded || !checkpoints.claim(checkpoint(), job.id())) {
                return this;
            }
            try {
                CompiledJob compiled = CompiledJob.compile(job);
                resources.mappings().ensureTopics(job);
                return new Mapping(compiled);
            } catch (InvalidJobException e) {
                return new Stopping(
                        null,
                        null,
                        new Outcome.Failed(
                                ErrorCode.INTERNAL_ERROR, "The job cannot run as it is written: " + e.getMessage()));
            } catch (UnknownTableException e) {
                return new Over(new Outcome.Failed(
                        ErrorCode.INTERNAL_ERROR,
                        "The table \"" + job.table().name() + "\" is not in the catalog: " + e.getMessage()));
            }
        }
    }

    /** Mapping, and writing into the table. */
    private final class Mapping implements Phase {
        private final JobWriter writer;
        private final MappingApplication application;
        private final JobMeters meters;

        Mapping(CompiledJob compiled) {
            this.writer = resources.writers().acquire(job);
            try {
                this.application = resources.mappings().start(compiled);
            } catch (RuntimeException e) {
                writer.close();
                throw e;
            }
            this.meters = new JobMeters(resources.registry(), job, application.activity());
            application
                    .warning()
                    .ifPresent(lost -> status.warn(ExecutionStatus.RUNNING, ErrorCode.LOST_CONNECTION_TO_SOURCE, lost));
        }

        @Override
        public Phase next() {
            return switch (desired) {
                case RUNNING -> watch();
                case CANCELED -> stop(new Outcome.Canceled());
                case SUSPENDED -> stop(new Outcome.Suspended());
            };
        }

        @Override
        public void shutDown() {
            application.close(false, resources.closeTimeout());
        }

        private Phase watch() {
            MappingCondition condition = application.condition();
            if (condition instanceof MappingCondition.LimitExceeded exceeded) {
                resources.reports().sendDeadLetters(exceeded.deadLetters());
                return stop(new Outcome.Failed(ErrorCode.CANNOT_PARSE_SOURCE, exceeded.message()));
            }
            if (condition instanceof MappingCondition.Broken broken) {
                return restart(broken);
            }
            WriterCondition writing = writer.condition();
            if (writing instanceof WriterCondition.Failed failed) {
                return stop(new Outcome.Failed(failed.code(), failed.message()));
            }
            if (condition instanceof MappingCondition.Running) {
                reportStatus(writing);
            }
            return this;
        }

        /** Another replica may have the job's only partition; then it is the one to tell how the job is. */
        private void reportStatus(WriterCondition writing) {
            if (writing instanceof WriterCondition.Retrying retrying) {
                status.warn(ExecutionStatus.RUNNING, retrying.reason());
                return;
            }
            if (!application.activity().hasTasks()) {
                return;
            }
            backoff.succeeded();
            boolean idle = application.activity().quietFor().compareTo(resources.idleAfter()) >= 0;
            status.fine(idle ? ExecutionStatus.IDLE : ExecutionStatus.RUNNING);
        }

        private Phase restart(MappingCondition.Broken broken) {
            status.warn(ExecutionStatus.RUNNING, "The mapping has failed and is started again: " + broken.reason());
            if (!application.close(true, resources.closeTimeout())) {
                return this;
            }
            meters.close();
            writer.close();
            backoff.failed();
            return new Waiting();
        }

        private Phase stop(Outcome outcome) {
            meters.close();
            return new Stopping(application, writer, outcome);
        }
    }

    /** The mapping finishes its last transaction, here and in every other replica. */
    private final class Stopping implements Phase {
        private final @Nullable MappingApplication application;
        private final @Nullable JobWriter writer;
        private final Outcome outcome;

        Stopping(@Nullable MappingApplication application, @Nullable JobWriter writer, Outcome outcome) {
            this.application = application;
            this.writer = writer;
            this.outcome = outcome;
        }

        @Override
        public Phase next() {
            if (application != null && !application.close(true, resources.closeTimeout())) {
                return this;
            }
            // A younger job on the same checkpoint keeps its group alive; waiting for an empty one would never end.
            if (!resources.definitions().hasSuccessor(job)
                    && !resources.mappings().isStoppedEverywhere(job)) {
                return this;
            }
            status.counters("stream", resources.mappings().committedCounters(job));
            Map<Integer, Long> ends = resources.mappings().rowsEnds(job);
            checkpoints.release(checkpoint(), job.id());
            return new Draining(writer, ends, outcome);
        }

        @Override
        public void shutDown() {
            if (application != null) {
                application.close(false, resources.closeTimeout());
            }
        }
    }

    /** Everything is mapped; the last rows are on their way into the table. */
    private final class Draining implements Phase {
        private final Map<Integer, Long> ends;
        private final Outcome outcome;
        private @Nullable JobWriter writer;

        Draining(@Nullable JobWriter writer, Map<Integer, Long> ends, Outcome outcome) {
            this.writer = writer;
            this.ends = ends;
            this.outcome = outcome;
        }

        @Override
        public Phase next() {
            try {
                return drain();
            } catch (UnknownTableException e) {
                // A table that was dropped takes its rows with it: there is nothing left to wait for.
                return over();
            }
        }

        private Phase drain() {
            if (resources.writers().holds(job, ends)) {
                status.counters("table", resources.writers().storedCounters(job));
                return over();
            }
            JobWriter draining = writer;
            if (draining == null) {
                draining = resources.writers().acquire(job);
                writer = draining;
            }
            draining.hurry();
            WriterCondition writing = draining.condition();
            if (writing instanceof WriterCondition.Failed failed) {
                return over(new Outcome.Failed(failed.code(), failed.message()));
            }
            if (writing instanceof WriterCondition.Retrying retrying) {
                status.warn(ExecutionStatus.RUNNING, retrying.reason());
            }
            return this;
        }

        private Phase over() {
            return over(outcome);
        }

        private Phase over(Outcome last) {
            if (writer != null) {
                writer.close();
            }
            return new Over(last);
        }
    }

    /** Nothing of it is running here. */
    private final class Over implements Phase {
        private final Outcome outcome;

        Over(Outcome outcome) {
            this.outcome = outcome;
            checkpoints.release(checkpoint(), job.id());
            if (outcome instanceof Outcome.Failed failed) {
                status.failed(failed.code(), failed.message());
                resources.reports().withdraw(job);
            } else {
                status.fine(
                        outcome instanceof Outcome.Suspended ? ExecutionStatus.SUSPENDED : ExecutionStatus.CANCELED);
            }
            LOG.info("A job has ended: job={}, outcome={}", job.id(), outcome);
        }

        @Override
        public Phase next() {
            boolean goesOn = outcome instanceof Outcome.Suspended && desired != Desired.SUSPENDED;
            return goesOn ? new Waiting() : this;
        }
    }

    private String checkpoint() {
        return resources.mappings().applicationId(job);
    }
}
