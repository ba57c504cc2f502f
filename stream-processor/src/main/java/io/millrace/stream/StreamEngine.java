package io.millrace.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.stream.jobs.JobDefinitions;
import io.millrace.stream.jobs.JobResources;
import io.millrace.stream.jobs.JobsConfiguration;
import io.millrace.stream.jobs.JobsTopic;
import io.millrace.stream.jobs.StreamingJobs;
import io.millrace.stream.kafka.AtFirstUse;
import io.millrace.stream.kafka.InstanceConfiguration;
import io.millrace.stream.kafka.KafkaCalls;
import io.millrace.stream.kafka.KafkaClients;
import io.millrace.stream.kafka.KafkaConfiguration;
import io.millrace.stream.kafka.TopicsConfiguration;
import io.millrace.stream.mapping.MappingApplications;
import io.millrace.stream.mapping.MappingConfiguration;
import io.millrace.stream.reports.KafkaReports;
import io.millrace.stream.tables.CatalogConfiguration;
import io.millrace.stream.tables.StorageConfiguration;
import io.millrace.stream.tables.TableWriterConfiguration;
import io.millrace.stream.tables.TableWriters;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All running parts of the service, wired by hand. Starts without its neighbours and waits for them. */
public final class StreamEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEngine.class);
    private static final long CHECK_SECONDS = 3;
    private static final Duration ADMIN_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    /** Every feature's configuration. */
    public record Configuration(
            KafkaConfiguration kafka,
            TopicsConfiguration topics,
            InstanceConfiguration instance,
            MappingConfiguration mapping,
            TableWriterConfiguration tableWriter,
            CatalogConfiguration catalog,
            StorageConfiguration storage,
            JobsConfiguration jobs) {}

    private final AtFirstUse<Admin> admin;
    private final KafkaReports reports;
    private final TableWriters writers;
    private final StreamingJobs jobs;
    private final JobsTopic jobsTopic;

    public StreamEngine(Configuration configuration, MeterRegistry registry, Clock clock) {
        KafkaClients clients = KafkaClients.of(configuration.kafka(), configuration.topics(), configuration.instance());
        JobDefinitions definitions = new JobDefinitions();
        this.admin = new AtFirstUse<>(clients::newAdmin);
        this.reports = new KafkaReports(clients::newProducer, clients.topics());
        this.writers = new TableWriters(
                clients,
                configuration.tableWriter(),
                configuration.catalog(),
                configuration.storage(),
                definitions,
                registry,
                reports,
                clock);
        JobResources resources = new JobResources(
                new MappingApplications(clients, admin, configuration.mapping(), clock),
                writers,
                definitions,
                reports,
                registry,
                clock,
                configuration.jobs().idleAfter(),
                configuration.jobs().retryDelay(),
                configuration.jobs().maxRetryDelay(),
                configuration.jobs().closeTimeout());
        this.jobs = new StreamingJobs(resources, configuration.jobs().threads());
        this.jobsTopic = new JobsTopic(clients, admin, jobs);
        LOG.info(
                "Starting: instance={}, topics={}.*",
                clients.instanceId(),
                clients.topics().prefix());
    }

    public void start() {
        jobsTopic.start();
    }

    /** Whether all jobs are known. */
    public boolean isCaughtUp() {
        return jobsTopic.isCaughtUp();
    }

    /** Whether a broker answers. */
    public boolean reachesKafka() {
        try {
            KafkaCalls.await(admin.get().describeCluster().nodes(), CHECK_SECONDS);
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    /** Finishes open transactions first, so that the writers see their rows, then commits what the writers have. */
    @Override
    public void close() {
        jobsTopic.close();
        jobs.close();
        writers.close();
        reports.close();
        admin.close(made -> made.close(ADMIN_CLOSE_TIMEOUT));
    }
}
