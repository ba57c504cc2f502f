package io.millrace.stream.jobs;

import io.millrace.messages.JobCommand;
import io.millrace.messages.JobCommand.Desired;
import io.millrace.model.JobType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the streaming jobs that the jobs topic tells of. Nothing starts before all commands are known. Thread-safe. */
public final class StreamingJobs implements JobsTopic.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingJobs.class);
    private static final long STEP_MILLIS = 200;

    private final JobResources resources;
    private final Checkpoints checkpoints = new Checkpoints();
    private final ScheduledExecutorService steps;
    private final Map<String, JobCommand> commands = new LinkedHashMap<>();
    private final Map<String, JobLifecycle> lifecycles = new LinkedHashMap<>();
    private boolean caughtUp;
    private boolean closed;

    public StreamingJobs(JobResources resources, int threads) {
        this.resources = resources;
        this.steps = Executors.newScheduledThreadPool(threads, step -> new Thread(step, "job-steps"));
    }

    @Override
    public synchronized void command(JobCommand command) {
        if (command.job().type() != JobType.STREAMING || closed) {
            return;
        }
        String jobId = command.job().id();
        resources.definitions().put(command.job());
        commands.put(jobId, command);
        if (caughtUp) {
            apply(command, 0);
        }
    }

    /** A job that is forgotten while it runs is cancelled first. */
    @Override
    public synchronized void forgotten(String jobId) {
        commands.remove(jobId);
        JobLifecycle lifecycle = lifecycles.get(jobId);
        if (lifecycle == null) {
            resources.definitions().remove(jobId);
        } else {
            lifecycle.desire(Desired.CANCELED);
        }
    }

    @Override
    public synchronized void caughtUp() {
        caughtUp = true;
        LOG.info("All job commands are known: streamingJobs={}", commands.size());
        commands.values().stream().filter(StreamingJobs::isToRun).forEach(command -> apply(command, 0));
        // Of jobs that have ended long ago only the last report is repeated: one after the other, behind the others.
        List<JobCommand> ended =
                commands.values().stream().filter(command -> !isToRun(command)).toList();
        for (int i = 0; i < ended.size(); i++) {
            apply(ended.get(i), (i + 1) * STEP_MILLIS);
        }
    }

    /** Finishes all transactions; the jobs go on after the next start. */
    @Override
    public void close() {
        List<JobLifecycle> running;
        synchronized (this) {
            closed = true;
            running = new ArrayList<>(lifecycles.values());
        }
        steps.shutdownNow();
        ExecutorService closing = Executors.newCachedThreadPool();
        CompletableFuture.allOf(running.stream()
                        .map(job -> CompletableFuture.runAsync(job::shutDown, closing))
                        .toArray(CompletableFuture[]::new))
                .exceptionally(failure -> {
                    LOG.warn("A job could not be closed cleanly; it goes on after the next start", failure);
                    return null;
                })
                .join();
        closing.shutdown();
    }

    private void apply(JobCommand command, long delayMillis) {
        JobLifecycle known = lifecycles.get(command.job().id());
        if (known != null) {
            known.desire(command.desired());
            return;
        }
        JobLifecycle lifecycle = new JobLifecycle(command.job(), command.desired(), resources, checkpoints);
        lifecycles.put(command.job().id(), lifecycle);
        schedule(lifecycle, delayMillis);
    }

    private void schedule(JobLifecycle lifecycle, long delayMillis) {
        var unused = steps.schedule(() -> step(lifecycle), delayMillis, TimeUnit.MILLISECONDS);
    }

    private void step(JobLifecycle lifecycle) {
        try {
            lifecycle.step();
        } catch (RuntimeException | Error e) {
            LOG.error("A job's lifecycle has failed unexpectedly and is continued", e);
        }
        synchronized (this) {
            if (!closed && !lifecycle.isOver()) {
                schedule(lifecycle, STEP_MILLIS);
            }
        }
    }

    private static boolean isToRun(JobCommand command) {
        return command.desired() == Desired.RUNNING;
    }
}
