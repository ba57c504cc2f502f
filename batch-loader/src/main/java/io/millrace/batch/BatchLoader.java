package io.millrace.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.batch.coordination.CoordinationConfiguration;
import io.millrace.batch.coordination.JobCoordination;
import io.millrace.batch.loading.Loader;
import io.millrace.batch.loading.LoadingConfiguration;
import io.millrace.batch.messaging.KafkaClients;
import io.millrace.batch.messaging.TopicCreation;
import io.millrace.batch.messaging.TopicsConfiguration;
import io.millrace.batch.planning.Planner;
import io.millrace.batch.planning.PlanningConfiguration;
import io.millrace.batch.storage.CatalogConnection;
import io.millrace.batch.storage.SourceStores;
import io.millrace.batch.storage.StorageConfiguration;
import io.millrace.batch.work.TaskWorker;
import io.millrace.batch.work.WorkConfiguration;
import io.millrace.messages.Topics;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.tables.CatalogSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The whole service: topics, coordinator, workers. Starts without its neighbours and says what it waits for.
 */
public final class BatchLoader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BatchLoader.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(1);

    /** All that can be configured, feature by feature. */
    public record Configuration(
            TopicsConfiguration topics,
            StorageConfiguration storage,
            CatalogSettings catalog,
            SecretCipher secrets,
            CoordinationConfiguration coordination,
            PlanningConfiguration planning,
            LoadingConfiguration loading,
            WorkConfiguration work) {}

    private final TopicCreation topicCreation;
    private final Topics topics;
    private final SourceStores stores;
    private final CatalogConnection catalog;
    private final KafkaClients kafka;
    private final Configuration configuration;
    private final MeterRegistry registry;
    private final Thread starter = new Thread(this::startUp, "batch-loader-start");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String waitingFor = "the start";
    private volatile @Nullable Parts parts;

    /** What there is only once Kafka has been reached. */
    private record Parts(JobCoordination coordination, TaskWorker worker) {}

    public BatchLoader(KafkaClients kafka, Configuration configuration, MeterRegistry registry) {
        this.kafka = kafka;
        this.configuration = configuration;
        this.registry = registry;
        this.topics = new Topics(configuration.topics().prefix());
        this.topicCreation = new TopicCreation(kafka, configuration.topics().replicationFactor());
        this.stores = new SourceStores(configuration.storage().location(), configuration.secrets());
        this.catalog = new CatalogConnection(configuration.catalog());
        starter.setDaemon(true);
    }

    /** Returns at once; {@link #waitingFor()} tells how far it is. */
    public void start() {
        starter.start();
    }

    /** What it waits for before it can work, or null when it works. */
    public @Nullable String waitingFor() {
        Parts running = parts;
        if (running == null) {
            return waitingFor;
        }
        if (!running.coordination().isRunning()) {
            return "the coordinator, which is " + running.coordination().state();
        }
        return running.worker().isWorking() ? null : "the workers' session with Kafka";
    }

    /** What has failed for good, so that only a restart helps, or null. */
    public @Nullable String failure() {
        boolean startEnded = starter.getState() == Thread.State.TERMINATED;
        Parts running = parts;
        if (running == null) {
            return startEnded ? "The start has failed; the log says why." : null;
        }
        if (running.coordination().hasFailed()) {
            return "The coordinator has failed; the log says why.";
        }
        return running.worker().isAlive() ? null : "The worker has failed; the log says why.";
    }

    /** Stops taking tasks and abandons the running ones. Takes less than 10 seconds. */
    @Override
    public void close() {
        closing.countDown();
        try {
            starter.join(START_TIMEOUT.toMillis());
            Parts running = parts;
            if (running != null) {
                stop(running);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stores.close();
        catalog.close();
    }

    /** Both at the same time: each may take its seconds. */
    private static void stop(Parts running) throws InterruptedException {
        Thread stopCoordination = new Thread(running.coordination()::close, "stop-coordination");
        stopCoordination.start();
        running.worker().close();
        stopCoordination.join();
    }

    private void startUp() {
        Duration pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            try {
                topicCreation.ensure(topics.fixed());
                parts = startParts();
                LOG.info("The batch loader takes jobs and tasks.");
                return;
            } catch (TopicCreation.UnavailableException e) {
                waitingFor = String.valueOf(e.getMessage());
                LOG.warnf("%s Next try in %s.", e.getMessage(), pause);
            } catch (RuntimeException e) {
                waitingFor = "a start that succeeds: " + e;
                LOG.errorf(e, "The batch loader could not start. Next try in %s.", pause);
            } catch (InterruptedException e) {
                return;
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private Parts startParts() {
        Planner planner = new Planner(stores, configuration.planning());
        Loader loader = new Loader(
                stores, catalog, configuration.loading(), configuration.work().memoryBytesPerTask(), Clock.systemUTC());
        JobCoordination coordination = new JobCoordination(kafka, configuration.topics(), configuration.coordination());
        TaskWorker worker = null;
        try {
            worker = new TaskWorker(kafka, topics, configuration.work(), planner, loader, catalog, registry);
            coordination.start();
            worker.start();
            return new Parts(coordination, worker);
        } catch (RuntimeException e) {
            // The next try begins with new ones, and the state directory has one owner at a time.
            coordination.close();
            if (worker != null) {
                worker.close();
            }
            throw e;
        }
    }

    private void pause(Duration pause) {
        try {
            var unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
