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
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** All that can be configured, feature by feature. */
    public record Configuration(
            TopicsConfiguration topics,
            StorageConfiguration storage,
            CatalogSettings catalog,
            CoordinationConfiguration coordination,
            PlanningConfiguration planning,
            LoadingConfiguration loading,
            WorkConfiguration work) {}

    private final TopicCreation topicCreation;
    private final Topics topics;
    private final SourceStores stores;
    private final CatalogConnection catalog;
    private final JobCoordination coordination;
    private final TaskWorker worker;
    private final Thread starter = new Thread(this::startUp, "batch-loader-start");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable String waitingFor = "the start";

    public BatchLoader(KafkaClients kafka, Configuration configuration, MeterRegistry registry) {
        this.topics = new Topics(configuration.topics().prefix());
        this.topicCreation = new TopicCreation(kafka, configuration.topics().replicationFactor());
        this.stores = new SourceStores(configuration.storage().location());
        this.catalog = new CatalogConnection(configuration.catalog());
        this.coordination = new JobCoordination(kafka, configuration.topics(), configuration.coordination());
        Planner planner = new Planner(stores, configuration.planning());
        Loader loader = new Loader(
                stores, catalog, configuration.loading(), configuration.work().memoryBytesPerTask(), Clock.systemUTC());
        this.worker = new TaskWorker(kafka, topics, configuration.work(), planner, loader, catalog, registry);
        starter.setDaemon(true);
    }

    /** Returns at once; {@link #waitingFor()} tells how far it is. */
    public void start() {
        starter.start();
    }

    /** What it waits for before it can work, or null when it works. */
    public @Nullable String waitingFor() {
        String waiting = waitingFor;
        if (waiting != null) {
            return waiting;
        }
        if (!coordination.isRunning()) {
            return "the coordinator, which is " + coordination.state();
        }
        return worker.isWorking() ? null : "the workers' session with Kafka";
    }

    /** What has failed for good, so that only a restart helps, or null. */
    public @Nullable String failure() {
        if (coordination.hasFailed()) {
            return "The coordinator has failed; the log says why.";
        }
        return waitingFor == null && !worker.isAlive() ? "The worker has failed; the log says why." : null;
    }

    /** Stops taking tasks and abandons the running ones. Takes less than 10 seconds. */
    @Override
    public void close() {
        closing.countDown();
        Thread stopCoordination = new Thread(coordination::close, "stop-coordination");
        stopCoordination.start();
        worker.close();
        try {
            stopCoordination.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stores.close();
        catalog.close();
    }

    private void startUp() {
        while (closing.getCount() > 0) {
            try {
                topicCreation.ensure(topics.fixed());
                coordination.start();
                worker.start();
                waitingFor = null;
                LOG.info("The batch loader takes jobs and tasks.");
                return;
            } catch (TopicCreation.UnavailableException e) {
                waitingFor = e.getMessage();
                LOG.warnf("%s Next try in %s.", e.getMessage(), PAUSE);
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause() {
        try {
            var unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
