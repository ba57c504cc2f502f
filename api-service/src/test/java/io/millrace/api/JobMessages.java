package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.messages.JobCommand;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** What loaders see of jobs and say of them. */
final class JobMessages {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private JobMessages() {}

    /** Waits until the loaders are told this of a job. */
    static JobCommand awaitCommand(String jobId, JobCommand.Desired desired) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.DEFAULT.jobs()));
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(jobId)) {
                        JobCommand command = MessageJson.read(record.value(), JobCommand.class);
                        if (command.desired() == desired) {
                            return command;
                        }
                    }
                }
            }
        }
        throw new AssertionError("No command " + desired + " for job " + jobId);
    }

    static void report(Report report) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.DEFAULT.reports(), report.jobId(), MessageJson.write(report)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The job once it has the status. */
    static JsonNode awaitStatus(String jobId, String status) {
        Awaitility.await("job " + jobId + " " + status)
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(job(jobId).get("executionStatus").asText()).isEqualTo(status));
        return job(jobId);
    }

    private static JsonNode job(String jobId) {
        return ApiClient.get(ApiClient.PROJECT + "/jobs/" + jobId).body();
    }

    private static String bootstrapServers() {
        return ConfigProvider.getConfig().getValue("millrace.kafka.bootstrap-servers", String.class);
    }
}
