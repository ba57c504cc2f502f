package io.millrace.batch.work;

import io.millrace.batch.loading.LoadListener;
import io.millrace.batch.messaging.KafkaClients;
import io.millrace.messages.MessageJson;
import io.millrace.messages.TaskOutcome;
import io.millrace.messages.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Tells how far load tasks are, at once and outside of transactions. What gets lost is made up for by the next. */
final class ProgressProducer implements LoadListener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ProgressProducer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;

    ProgressProducer(KafkaClients kafka, Topics topics) {
        this.topic = topics.batchOutcomes();
        Map<String, Object> settings = TaskProducer.settings(kafka);
        // Progress must never hold up the work.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void onProgress(TaskOutcome.Loading progress) {
        try {
            var unused = producer.send(
                    new ProducerRecord<>(topic, progress.jobId(), MessageJson.write(progress)), (sent, failure) -> {
                        if (failure != null) {
                            LOG.debugf("Progress of job %s was not told: %s", progress.jobId(), failure.getMessage());
                        }
                    });
        } catch (KafkaException e) {
            LOG.debugf("Progress of job %s was not told: %s", progress.jobId(), e.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
