package io.millrace.api.kafka;

import io.millrace.messages.TopicSpec;
import io.millrace.messages.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The broker: makes topics and clients. Connects when it is first needed. */
@Singleton
public class Broker {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final KafkaSettings kafka;
    private final TopicSettings topicSettings;
    private @Nullable Admin admin;

    public Broker(KafkaSettings kafka, TopicSettings topicSettings) {
        this.kafka = kafka;
        this.topicSettings = topicSettings;
    }

    public Topics topics() {
        return new Topics(topicSettings.prefix());
    }

    /**
     * Makes the topics that are missing; those that exist stay as they are.
     *
     * @throws BrokerUnavailableException if the broker does not answer in time
     */
    public void ensureTopics(List<TopicSpec> specs) {
        List<NewTopic> wanted = specs.stream().map(this::toNewTopic).toList();
        admin().createTopics(wanted).values().forEach((name, made) -> await(made, TopicExistsException.class));
    }

    /** Deletes a topic; nothing happens if there is none. */
    public void deleteTopic(String name) {
        admin().deleteTopics(Set.of(name))
                .topicNameValues()
                .values()
                .forEach(gone -> await(gone, UnknownTopicOrPartitionException.class));
    }

    /** How many brokers answer. */
    public int nodes(Duration timeout) {
        try {
            return admin().describeCluster()
                    .nodes()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException(e);
        }
    }

    /** A producer that answers only for what all in-sync replicas have, each record once and in order. */
    public Producer<String, byte[]> newProducer(String clientId, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_MESSAGE_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                TIMEOUT.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) (2 * TIMEOUT.toMillis()),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis()));
        all.putAll(settings);
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer that commits only when told and sees no rolled-back records. */
    public KafkaConsumer<String, byte[]> newConsumer(String group, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
        all.putAll(settings);
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
            admin = null;
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    kafka.bootstrapServers(),
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "millrace-api-admin",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) TIMEOUT.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) TIMEOUT.toMillis() / 3));
        }
        return admin;
    }

    private NewTopic toNewTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.of(topicSettings.replicationFactor()))
                .configs(spec.settings());
    }

    private static void await(
            org.apache.kafka.common.KafkaFuture<Void> future, Class<? extends Exception> expectedCause) {
        try {
            future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!expectedCause.isInstance(e.getCause())) {
                throw new BrokerUnavailableException(e);
            }
        } catch (TimeoutException e) {
            throw new BrokerUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException(e);
        }
    }
}
