package io.millrace.batch.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.batch.loading.Loader;
import io.millrace.batch.messaging.KafkaClients;
import io.millrace.batch.planning.Planner;
import io.millrace.batch.storage.Tables;
import io.millrace.messages.Topics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The workers of this process: sessions in the consumer group, one after the other, until stopped. */
public final class TaskWorker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TaskWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

    private final KafkaClients kafka;
    private final Topics topics;
    private final WorkConfiguration configuration;
    private final ProgressProducer progress;
    private final EndedJobs endedJobs;
    private final TaskRunner runner;
    private final WorkMetrics metrics;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable WorkSession session;

    public TaskWorker(
            KafkaClients kafka,
            Topics topics,
            WorkConfiguration configuration,
            Planner planner,
            Loader loader,
            Tables tables,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.topics = topics;
        this.configuration = configuration;
        this.progress = new ProgressProducer(kafka, topics);
        this.endedJobs = new EndedJobs(kafka, topics);
        this.runner = new TaskRunner(planner, loader, tables, progress, configuration);
        this.metrics = new WorkMetrics(registry);
        this.thread = new Thread(this::work, "task-worker");
        thread.setDaemon(true);
    }

    public void start() {
        endedJobs.start();
        thread.start();
    }

    /** Whether tasks are being taken. */
    public boolean isWorking() {
        return session != null;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Abandons running tasks: whoever takes them over does them again. */
    @Override
    public void close() {
        stopped.countDown();
        WorkSession current = session;
        if (current != null) {
            current.stop();
        }
        join();
        endedJobs.close();
        progress.close();
    }

    private void join() {
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!isStopped()) {
            try (WorkSession current = new WorkSession(kafka, topics, configuration, runner, endedJobs, metrics)) {
                session = current;
                if (!isStopped()) {
                    current.work();
                }
            } catch (RuntimeException e) {
                if (!isStopped()) {
                    LOG.errorf(e, "The worker lost its session; running tasks are done again. Next try in %s.", PAUSE);
                    pause();
                }
            } finally {
                session = null;
            }
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause() {
        try {
            var unused = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
