package io.millrace.batch.coordination;

import io.millrace.batch.messaging.KafkaClients;
import io.millrace.batch.messaging.TopicsConfiguration;
import io.millrace.messages.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/** The running coordinator. Several processes share the jobs; each job is with one of them at a time. */
public final class JobCoordination implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(JobCoordination.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaStreams streams;

    public JobCoordination(KafkaClients kafka, TopicsConfiguration topics, CoordinationConfiguration configuration) {
        this.streams = new KafkaStreams(
                CoordinationTopology.of(new Topics(topics.prefix()), configuration.finishedRetention()),
                settings(kafka, topics, configuration));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("The coordinator's thread failed and is replaced.", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    public void start() {
        streams.start();
    }

    /** Whether jobs are being coordinated, or will be once partitions are assigned. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether it is beyond help. */
    public boolean hasFailed() {
        return streams.state() == KafkaStreams.State.ERROR;
    }

    public String state() {
        return streams.state().name();
    }

    @Override
    public void close() {
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            LOG.warnf("The coordinator did not stop within %s.", CLOSE_TIMEOUT);
        }
    }

    private static Properties settings(
            KafkaClients kafka, TopicsConfiguration topics, CoordinationConfiguration configuration) {
        Properties settings = new Properties();
        settings.putAll(kafka.settings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "-batch-coordinator");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                configuration.commitInterval().toMillis());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) topics.replicationFactor());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                stateDirectory(kafka, configuration).toString());
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                "coordinator-" + kafka.instanceId());
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                configuration.sessionTimeout().toMillis());
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) configuration.sessionTimeout().toMillis() / 4);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_MESSAGE_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return settings;
    }

    /** Two processes must not share one: Kafka Streams locks it. */
    private static Path stateDirectory(KafkaClients kafka, CoordinationConfiguration configuration) {
        return configuration
                .stateDirectory()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "millrace-batch-" + kafka.instanceId()));
    }
}
