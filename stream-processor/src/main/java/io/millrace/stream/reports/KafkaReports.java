package io.millrace.stream.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.messages.DeadLetter;
import io.millrace.messages.JobCommand;
import io.millrace.messages.JobCommand.Desired;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.Topics;
import io.millrace.model.JobDefinition;
import io.millrace.stream.kafka.AtFirstUse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the reports, dead-letters and jobs topics with an idempotent producer. Thread-safe. */
public final class KafkaReports implements Reports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReports.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final AtFirstUse<Producer<byte[], byte[]>> producer;
    private final Topics topics;

    /** @param newProducer asked when the first message is sent */
    public KafkaReports(Supplier<Producer<byte[], byte[]>> newProducer, Topics topics) {
        this.producer = new AtFirstUse<>(newProducer);
        this.topics = topics;
    }

    @Override
    public void send(Report report) {
        send(topics.reports(), report.jobId(), MessageJson.write(report));
    }

    @Override
    public void sendDeadLetters(List<DeadLetter> deadLetters) {
        deadLetters.forEach(letter -> send(topics.deadLetters(), letter.jobId(), MessageJson.write(letter)));
    }

    @Override
    public void withdraw(JobDefinition job) {
        flush();
        send(topics.jobs(), job.id(), MessageJson.write(new JobCommand(job, Desired.CANCELED)));
    }

    @Override
    public void flush() {
        producer.ifMade(Producer::flush);
    }

    @Override
    public void close() {
        producer.close(made -> made.close(CLOSE_TIMEOUT));
    }

    private void send(String topic, String jobId, byte[] message) {
        try {
            var unused = producer.get()
                    .send(new ProducerRecord<>(topic, jobId.getBytes(UTF_8), message), (metadata, failure) -> {
                        if (failure != null) {
                            LOG.warn("A message could not be sent: topic={}, job={}", topic, jobId, failure);
                        }
                    });
        } catch (KafkaException e) {
            LOG.warn("A message could not be sent: topic={}, job={}", topic, jobId, e);
        }
    }
}
