package io.millrace.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.messages.JobCommand;
import io.millrace.messages.JobCommand.Desired;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.TopicSpec;
import io.millrace.messages.Topics;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource.PushTopic;
import io.millrace.tables.CatalogSettings;
import io.millrace.tables.StoredTable;
import io.millrace.tables.TableCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plays the other services around a real stream processor on real servers. */
final class StackSession implements AutoCloseable {
    private static final Topics TOPICS = Topics.DEFAULT;

    final LocalStack stack;
    private final Path directory;
    private final TableCatalog catalog;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> reports;
    private final Map<String, ExecutionStatus> statuses = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private final Map<String, List<String>> logs = new HashMap<>();
    private final Map<String, Map<String, JobCounters>> counters = new HashMap<>();

    private StackSession(LocalStack stack, Path directory) {
        this.stack = stack;
        this.directory = directory;
        this.catalog = new TableCatalog(new CatalogSettings(
                stack.postgres().catalogUrl(),
                stack.postgres().user(),
                stack.postgres().password(),
                "s3://" + stack.s3().bucket() + "/tables",
                stack.s3().endpoint().toString(),
                stack.s3().region(),
                stack.s3().accessKey(),
                stack.s3().secretKey()));
        String brokers = stack.kafka().bootstrapServers();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.reports = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = reports.partitionsFor(TOPICS.reports()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        reports.assign(partitions);
        reports.seekToBeginning(partitions);
    }

    static StackSession start(Path directory) {
        LocalStack stack = LocalStack.in(directory.resolve("stack"))
                .with(Part.STREAM_PROCESSOR)
                .setting(Part.STREAM_PROCESSOR, "millrace.stream.commit-interval", "1s")
                .setting(Part.STREAM_PROCESSOR, "millrace.stream.instance.id", "only")
                .setting(Part.STREAM_PROCESSOR, "millrace.stream.instance.session-timeout", "6s")
                .start();
        return new StackSession(stack, directory);
    }

    void createTable(JobDefinition job) {
        catalog.createOrEvolve(job.table());
    }

    void createEvents(JobDefinition job) throws Exception {
        PushTopic source = (PushTopic) job.source();
        TopicSpec spec = TOPICS.eventsSpec(job.projectId(), source.connectionId());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                            .configs(spec.settings())))
                    .all()
                    .get();
        }
    }

    void command(JobDefinition job, Desired desired) {
        send(TOPICS.jobs(), job.id().getBytes(UTF_8), MessageJson.write(new JobCommand(job, desired)));
    }

    void push(JobDefinition job, String chunk) {
        send(((PushTopic) job.source()).topic(), new byte[0], chunk.getBytes(UTF_8));
    }

    /** Deletes a job's first events, as retention does. */
    void deleteEvents(JobDefinition job, long beforeOffset) throws Exception {
        TopicPartition events = new TopicPartition(((PushTopic) job.source()).topic(), 0);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
            admin.deleteRecords(Map.of(events, RecordsToDelete.beforeOffset(beforeOffset)))
                    .all()
                    .get();
        }
    }

    /** What the job's log says. */
    List<String> log(JobDefinition job) {
        readReports();
        return logs.getOrDefault(job.id(), List.of());
    }

    ExecutionStatus status(JobDefinition job) {
        readReports();
        return statuses.getOrDefault(job.id(), ExecutionStatus.PENDING);
    }

    /** What the job's last status says besides. */
    String message(JobDefinition job) {
        return messages.getOrDefault(job.id(), "");
    }

    /** The sum over all parts of the job. */
    JobCounters counters(JobDefinition job) {
        readReports();
        return counters.getOrDefault(job.id(), Map.of()).values().stream().reduce(JobCounters.ZERO, JobCounters::plus);
    }

    long rows(JobDefinition job) {
        return catalog.load(job.table()).statistics().rows();
    }

    /** The one number that a query over the table's files yields, asked of another reader than ours. */
    long query(JobDefinition job, String expression) throws IOException, SQLException {
        StoredTable table = catalog.load(job.table());
        Path files = Files.createTempDirectory(directory, "files");
        int number = 0;
        for (StoredTable.DataFileInfo file : table.currentFiles()) {
            try (InputStream bytes = table.openFile(file.location())) {
                Files.copy(bytes, files.resolve(number++ + ".parquet"));
            }
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + expression + " FROM '" + files + "/*.parquet'")) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() {
        reports.close();
        producer.close();
        catalog.close();
        stack.close();
    }

    private void send(String topic, byte[] key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void readReports() {
        reports.poll(Duration.ofMillis(100)).forEach(message -> note(MessageJson.read(message.value(), Report.class)));
    }

    private void note(Report report) {
        if (report instanceof Report.Status status) {
            statuses.put(status.jobId(), status.status());
            String message = status.message();
            messages.put(status.jobId(), message == null ? "" : message);
        } else if (report instanceof Report.LogLine line) {
            logs.computeIfAbsent(line.jobId(), job -> new ArrayList<>()).add(line.message());
        } else if (report instanceof Report.Counters counted) {
            counters.computeIfAbsent(counted.jobId(), job -> new HashMap<>()).put(counted.part(), counted.counters());
        }
    }
}
