package io.millrace.batch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.batch.coordination.CoordinationConfiguration;
import io.millrace.batch.loading.LoadingConfiguration;
import io.millrace.batch.messaging.KafkaClients;
import io.millrace.batch.messaging.TopicsConfiguration;
import io.millrace.batch.planning.PlanningConfiguration;
import io.millrace.batch.storage.StorageConfiguration;
import io.millrace.batch.work.WorkConfiguration;
import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.messages.DeadLetter;
import io.millrace.messages.JobCommand;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.Topics;
import io.millrace.messages.secrets.JobSecrets;
import io.millrace.model.JobDefinition;
import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore;
import io.millrace.objects.S3ObjectStore;
import io.millrace.tables.CatalogSettings;
import io.millrace.tables.TableCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Batch loaders on real servers, with what their neighbours see of them. */
final class LoaderUnderTest implements AutoCloseable {
    private static final Topics TOPICS = Topics.DEFAULT;

    private final LocalStack stack;
    private final ObjectStore bucket;
    private final TableCatalog catalog;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
    private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();

    LoaderUnderTest(Path directory) {
        stack = LocalStack.in(directory)
                .with(Part.KAFKA, Part.S3, Part.POSTGRES)
                .start();
        bucket = S3ObjectStore.open(location());
        catalog = new TableCatalog(catalogSettings());
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.kafka().bootstrapServers(),
                        "max.request.size",
                        Topics.MAX_MESSAGE_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.kafka().bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "test",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        500,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(TOPICS.reports(), TOPICS.deadLetters()));
    }

    /** Another process' worth of loader. */
    BatchLoader startLoader(String name, Map<String, String> settings) {
        BatchLoader loader = new BatchLoader(
                new KafkaClients(stack.kafka().bootstrapServers(), Map.of(), name),
                configuration(settings),
                new SimpleMeterRegistry());
        loader.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> loader.waitingFor() == null);
        return loader;
    }

    S3Location location() {
        return new S3Location(
                stack.s3().endpoint().toString(),
                stack.s3().region(),
                stack.s3().bucket(),
                "",
                stack.s3().accessKey(),
                stack.s3().secretKey());
    }

    ObjectStore bucket() {
        return bucket;
    }

    TableCatalog catalog() {
        return catalog;
    }

    /** Sends the job as api-service does, with its secrets encrypted. */
    void command(JobDefinition job, JobCommand.Desired desired) {
        commandAsWritten(job.withSource(JobSecrets.encrypt(job.source(), job.id(), TestConfiguration.CIPHER)), desired);
    }

    void commandAsWritten(JobDefinition job, JobCommand.Desired desired) {
        var unused = producer.send(
                new ProducerRecord<>(TOPICS.jobs(), job.id(), MessageJson.write(new JobCommand(job, desired))));
        producer.flush();
    }

    /** Anything, where workers expect tasks. */
    void putAmongTasks(@Nullable String key, byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>(TOPICS.batchTasks(), key, value));
        producer.flush();
    }

    /** The status that ends the job. */
    Report.Status awaitEnd(JobDefinition job) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            poll();
                            return reports.stream()
                                    .filter(Report.Status.class::isInstance)
                                    .map(Report.Status.class::cast)
                                    .filter(status -> status.jobId().equals(job.id()))
                                    .filter(status -> status.status().isTerminal())
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    <T extends Report> List<T> reports(JobDefinition job, Class<T> kind) {
        return reports.stream()
                .filter(report -> report.jobId().equals(job.id()))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    List<DeadLetter> deadLetters(JobDefinition job) {
        return deadLetters.stream()
                .filter(letter -> letter.jobId().equals(job.id()))
                .toList();
    }

    void poll() {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
            if (message.topic().equals(TOPICS.reports())) {
                reports.add(MessageJson.read(message.value(), Report.class));
            } else {
                deadLetters.add(MessageJson.read(message.value(), DeadLetter.class));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
        catalog.close();
        bucket.close();
        stack.close();
    }

    private CatalogSettings catalogSettings() {
        S3Location location = location();
        return new CatalogSettings(
                stack.postgres().catalogUrl(),
                stack.postgres().user(),
                stack.postgres().password(),
                "s3://" + location.bucket() + "/tables",
                location.endpoint(),
                location.region(),
                stack.s3().accessKey(),
                stack.s3().secretKey());
    }

    private BatchLoader.Configuration configuration(Map<String, String> settings) {
        Map<String, String> storage = new HashMap<>();
        storage.put("millrace.storage.endpoint", stack.s3().endpoint().toString());
        storage.put("millrace.storage.bucket", stack.s3().bucket());
        storage.put("millrace.storage.access-key-id", stack.s3().accessKey());
        storage.put("millrace.storage.secret-access-key", stack.s3().secretKey());
        return new BatchLoader.Configuration(
                TestConfiguration.of(TopicsConfiguration.class, Map.of()),
                TestConfiguration.of(StorageConfiguration.class, storage),
                catalogSettings(),
                TestConfiguration.CIPHER,
                TestConfiguration.of(CoordinationConfiguration.class, Map.of()),
                TestConfiguration.of(PlanningConfiguration.class, of("millrace.batch.planning", settings)),
                TestConfiguration.of(LoadingConfiguration.class, of("millrace.batch.loading", settings)),
                TestConfiguration.of(WorkConfiguration.class, of("millrace.batch.work", settings)));
    }

    private static Map<String, String> of(String prefix, Map<String, String> settings) {
        Map<String, String> some = new HashMap<>(settings);
        some.keySet().removeIf(key -> !key.startsWith(prefix));
        return some;
    }
}
