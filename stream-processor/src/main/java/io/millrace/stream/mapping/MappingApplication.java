package io.millrace.stream.mapping;

import io.millrace.messages.Topics;
import io.millrace.stream.kafka.KafkaClients;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka Streams application of one job in this process. Made running; once closed it is over. */
public final class MappingApplication {
    private static final Logger LOG = LoggerFactory.getLogger(MappingApplication.class);

    private final KafkaStreams streams;
    private final MappingActivity activity;
    private final Optional<String> warning;
    private final String jobId;
    private volatile MappingCondition condition = new MappingCondition.Starting();

    MappingApplication(String jobId, MappingTopology topology, Properties properties, Optional<String> warning) {
        this.jobId = jobId;
        this.activity = topology.activity();
        this.warning = warning;
        this.streams = new KafkaStreams(topology.build(), properties);
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> stateChanged(now));
    }

    void start() {
        streams.start();
    }

    public MappingCondition condition() {
        return condition;
    }

    public MappingActivity activity() {
        return activity;
    }

    /** What the user must know about how it started. */
    public Optional<String> warning() {
        return warning;
    }

    /**
     * Finishes the open transaction and stops.
     *
     * @param leaveGroup whether others may take over at once; if not, a restart of this process has its place kept
     * @return false if it has not ended within the time; it may be called again
     */
    public boolean close(boolean leaveGroup, Duration timeout) {
        return streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(
                        leaveGroup ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
    }

    static Properties properties(String applicationId, KafkaClients clients, MappingConfiguration configuration) {
        Properties properties = new Properties();
        properties.putAll(clients.settings());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                configuration.commitInterval().toMillis());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, configuration.stateDir() + "/" + clients.instanceId());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) clients.replicationFactor());
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        // Chunks have up to a megabyte: buffers are bounded by numbers that such chunks make bearable.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 200);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 200);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 16 * 1024 * 1024);
        consumerGroup(properties, clients);
        // Never goes on elsewhere by itself: checkpoints are written, and what is lost is reported, before the start.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "none");
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(configuration.transactionTimeout().toMillis()));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_MESSAGE_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return properties;
    }

    private static void consumerGroup(Properties properties, KafkaClients clients) {
        int session = Math.toIntExact(clients.sessionTimeout().toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), clients.instanceId());
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        condition = conditionOf(failure);
        if (condition instanceof MappingCondition.Broken) {
            LOG.error("The mapping of a job has failed: job={}", jobId, failure);
        } else {
            LOG.info("A job has had more bad records than it allows: job={}", jobId);
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static MappingCondition conditionOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ParseLimitExceededException exceeded) {
                return new MappingCondition.LimitExceeded(
                        String.valueOf(exceeded.getMessage()), exceeded.deadLetters());
            }
            root = cause;
        }
        return new MappingCondition.Broken(root.toString());
    }

    private void stateChanged(KafkaStreams.State now) {
        if (now == KafkaStreams.State.RUNNING && condition instanceof MappingCondition.Starting) {
            condition = new MappingCondition.Running();
        }
        if (now == KafkaStreams.State.ERROR && !isOver()) {
            condition = new MappingCondition.Broken("Kafka Streams has stopped; see the service's log");
        }
    }

    private boolean isOver() {
        return condition instanceof MappingCondition.Broken || condition instanceof MappingCondition.LimitExceeded;
    }
}
