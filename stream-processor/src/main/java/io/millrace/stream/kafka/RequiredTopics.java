package io.millrace.stream.kafka;

import io.millrace.messages.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing; existing ones stay as they are. */
public final class RequiredTopics {
    private final Supplier<Admin> admin;
    private final short replicationFactor;

    public RequiredTopics(Supplier<Admin> admin, short replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    /** @throws org.apache.kafka.common.KafkaException if the broker refuses or cannot be reached */
    public void ensure(List<TopicSpec> topics) {
        Set<String> existing = KafkaCalls.await(admin.get().listTopics().names());
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(this::newTopic)
                .toList();
        for (KafkaFuture<Void> creation :
                admin.get().createTopics(missing).values().values()) {
            awaitCreation(creation);
        }
    }

    /** The partitions of an existing topic. */
    public List<TopicPartition> partitions(String topic) {
        var description =
                KafkaCalls.await(admin.get().describeTopics(List.of(topic)).allTopicNames());
        List<TopicPartition> partitions = new ArrayList<>();
        for (Map.Entry<String, org.apache.kafka.clients.admin.TopicDescription> entry : description.entrySet()) {
            entry.getValue()
                    .partitions()
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        return partitions;
    }

    private NewTopic newTopic(TopicSpec topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.of(replicationFactor))
                .configs(topic.settings());
    }

    private static void awaitCreation(KafkaFuture<Void> creation) {
        try {
            KafkaCalls.await(creation);
        } catch (TopicExistsException e) {
            // Another service made it in the meantime, with the same settings.
        }
    }
}
