package io.millrace.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The usual client of each server, for one operation. */
final class StackClients {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StackClients() {}

    static void put(S3Access access, String key, String content) {
        try (S3Client client = s3(access)) {
            client.putObject(request -> request.bucket(access.bucket()).key(key), RequestBody.fromString(content));
        }
    }

    static String get(S3Access access, String key) {
        try (S3Client client = s3(access)) {
            return client.getObjectAsBytes(
                            request -> request.bucket(access.bucket()).key(key))
                    .asString(UTF_8);
        }
    }

    static void execute(String url, PostgresAccess access, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, access.user(), access.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(String url, PostgresAccess access, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, access.user(), access.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void createTopic(KafkaAccess access, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", access.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    static void send(KafkaAccess access, String topic, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", access.bootstrapServers(), "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    static List<String> read(KafkaAccess access, String topic, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", access.bootstrapServers(), "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            while (values.size() < count && System.nanoTime() - deadline < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
        }
        return values;
    }

    private static S3Client s3(S3Access access) {
        return S3Client.builder()
                .endpointOverride(access.endpoint())
                .region(Region.of(access.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(access.accessKey(), access.secretKey())))
                .build();
    }
}
