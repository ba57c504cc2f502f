package io.millrace.stream.kafka;

import static java.util.Objects.requireNonNull;

import io.millrace.messages.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka clients with this service's settings. All of them carry plain bytes.
 *
 * @param settings what every client gets: the brokers' addresses and whatever the operator adds
 * @param instanceId names this replica in consumer groups
 * @param sessionTimeout how long a silent member of a group keeps its partitions
 */
public record KafkaClients(
        Map<String, String> settings,
        Topics topics,
        short replicationFactor,
        String instanceId,
        Duration sessionTimeout) {

    private static final int MAX_FETCH_BYTES = 16 * 1024 * 1024;

    public KafkaClients {
        settings = Map.copyOf(settings);
        requireNonNull(topics);
        requireNonNull(instanceId);
        requireNonNull(sessionTimeout);
    }

    public static KafkaClients of(
            KafkaConfiguration kafka, TopicsConfiguration topics, InstanceConfiguration instance) {
        Map<String, String> settings = new HashMap<>(kafka.client());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return new KafkaClients(
                settings,
                new Topics(topics.prefix()),
                topics.replicationFactor(),
                instance.id().orElseGet(KafkaClients::hostName),
                instance.sessionTimeout());
    }

    public Admin newAdmin() {
        Map<String, Object> admin = new HashMap<>(settings);
        admin.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        admin.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        return Admin.create(admin);
    }

    /** A reader of whole topics: in no group, only committed messages, no position that was not set. */
    public Consumer<byte[], byte[]> newReader() {
        return new KafkaConsumer<>(readerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A member of a group that shares out partitions and nothing else: positions are the caller's to set. */
    public Consumer<byte[], byte[]> newGroupMember(String group) {
        Map<String, Object> member = readerSettings();
        member.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        member.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        member.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        member.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(sessionTimeout));
        member.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(sessionTimeout) / 4);
        return new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** An idempotent producer that waits for all replicas. */
    public Producer<byte[], byte[]> newProducer() {
        Map<String, Object> producer = new HashMap<>(settings);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private Map<String, Object> readerSettings() {
        Map<String, Object> reader = new HashMap<>(settings);
        reader.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        reader.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        reader.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_MESSAGE_BYTES);
        reader.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
        reader.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        return reader;
    }

    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "stream-processor";
        }
    }
}
