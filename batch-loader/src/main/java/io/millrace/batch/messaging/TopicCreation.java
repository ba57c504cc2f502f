package io.millrace.batch.messaging;

import io.millrace.messages.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Makes topics that are missing; those that exist stay as they are. */
public final class TopicCreation {
    private static final Logger LOG = Logger.getLogger(TopicCreation.class);
    private static final int TIMEOUT_MS = 10_000;

    private final KafkaClients kafka;
    private final short replicationFactor;

    public TopicCreation(KafkaClients kafka, short replicationFactor) {
        this.kafka = kafka;
        this.replicationFactor = replicationFactor;
    }

    /** @throws UnavailableException if Kafka cannot be reached or refuses; it may be tried again */
    public void ensure(List<TopicSpec> specs) throws InterruptedException {
        Map<String, Object> settings = kafka.settings();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (TopicSpec spec : specs) {
                if (!existing.contains(spec.name())) {
                    missing.add(
                            new NewTopic(spec.name(), spec.partitions(), replicationFactor).configs(spec.settings()));
                }
            }
            for (var created : admin.createTopics(missing).values().entrySet()) {
                await(created.getKey(), created.getValue());
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // A name that does not resolve yet is refused when the client is made.
            throw new UnavailableException("Kafka at " + kafka.bootstrapServers() + " cannot be used: " + reason(e), e);
        }
    }

    private static void await(String topic, org.apache.kafka.common.KafkaFuture<Void> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            created.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            LOG.infof("Made topic %s.", topic);
        } catch (ExecutionException e) {
            // Another service was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
    }

    /** Kafka cannot be used at the moment. */
    public static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
