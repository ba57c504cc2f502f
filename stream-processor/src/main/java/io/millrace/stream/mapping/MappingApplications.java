package io.millrace.stream.mapping;

import io.millrace.messages.TopicSpec;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobDefinition.StreamingSettings;
import io.millrace.model.JobSource.PushTopic;
import io.millrace.pipeline.CompiledJob;
import io.millrace.stream.kafka.KafkaCalls;
import io.millrace.stream.kafka.KafkaClients;
import io.millrace.stream.kafka.RequiredTopics;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Starts the mapping of jobs, and answers what is left of it once it has ended. */
public final class MappingApplications {
    private final KafkaClients clients;
    private final Supplier<Admin> admin;
    private final RequiredTopics requiredTopics;
    private final MappingConfiguration configuration;
    private final Clock clock;

    public MappingApplications(
            KafkaClients clients, Supplier<Admin> admin, MappingConfiguration configuration, Clock clock) {
        this.clients = clients;
        this.admin = admin;
        this.requiredTopics = new RequiredTopics(admin, clients.replicationFactor());
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Names the checkpoint: one for each pair of table and connection, so that it outlives the job. */
    public String applicationId(JobDefinition job) {
        return clients.topics().prefix() + "-" + job.table().id() + "-"
                + source(job).connectionId();
    }

    /** Makes the job's source topic and the rows topic of its table where they are missing. */
    public void ensureTopics(JobDefinition job) {
        requiredTopics.ensure(List.of(
                sourceSpec(job.projectId(), source(job)),
                clients.topics().rowsSpec(job.table().id())));
    }

    /**
     * Writes a checkpoint where there is none, and starts. The topics must exist.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka refuses or cannot be reached; nothing is running then
     */
    public MappingApplication start(CompiledJob job) {
        JobDefinition definition = job.definition();
        PushTopic source = source(definition);
        String applicationId = applicationId(definition);
        Optional<String> lost = new StartOffsets(admin.get(), clients::newReader)
                .prepare(
                        applicationId,
                        requiredTopics.partitions(source.topic()),
                        streaming(definition).readFromPoint(),
                        definition.createdAt());
        MappingTopology topology = new MappingTopology(
                job,
                source.topic(),
                clients.topics(),
                configuration.maxRollupBytes().asLongValue(),
                configuration.reportInterval(),
                clock,
                new MappingActivity(clock));
        MappingApplication application = new MappingApplication(
                definition.id(), topology, MappingApplication.properties(applicationId, clients, configuration), lost);
        application.start();
        return application;
    }

    /** The counters that the job's mapping has committed, by source partition. */
    public Map<Integer, JobCounters> committedCounters(JobDefinition job) {
        return new CountersLog(clients).read(applicationId(job), job.id());
    }

    /** Whether no replica runs the mapping of this job or of another one with the same checkpoint. */
    public boolean isStoppedEverywhere(JobDefinition job) {
        String group = applicationId(job);
        try {
            return KafkaCalls.await(
                            admin.get().describeConsumerGroups(List.of(group)).all())
                    .values()
                    .stream()
                    .map(ConsumerGroupDescription::groupState)
                    .allMatch(state -> state == GroupState.EMPTY || state == GroupState.DEAD);
        } catch (GroupIdNotFoundException e) {
            return true;
        }
    }

    /**
     * Where the rows topic of the job's table ends, by partition: what a table must reach to hold all that was mapped.
     * Open transactions count, as they may yet be committed.
     */
    public Map<Integer, Long> rowsEnds(JobDefinition job) {
        String rows = clients.topics().rows(job.table().id());
        Map<Integer, Long> ends = new HashMap<>();
        for (TopicPartition partition : existingPartitions(rows)) {
            long first = offset(partition, OffsetSpec.earliest());
            long end = offset(partition, OffsetSpec.latest());
            if (end > first) {
                ends.put(partition.partition(), end);
            }
        }
        return ends;
    }

    private List<TopicPartition> existingPartitions(String topic) {
        try {
            return requiredTopics.partitions(topic);
        } catch (UnknownTopicOrPartitionException e) {
            return List.of();
        }
    }

    private long offset(TopicPartition partition, OffsetSpec which) {
        return KafkaCalls.await(
                        admin.get().listOffsets(Map.of(partition, which)).partitionResult(partition))
                .offset();
    }

    private TopicSpec sourceSpec(String projectId, PushTopic source) {
        TopicSpec usual = clients.topics().eventsSpec(projectId, source.connectionId());
        return new TopicSpec(source.topic(), usual.partitions(), usual.settings());
    }

    private static PushTopic source(JobDefinition job) {
        if (job.source() instanceof PushTopic topic) {
            return topic;
        }
        throw new IllegalArgumentException(
                "A streaming job reads a topic, not " + job.source().getClass().getSimpleName());
    }

    private static StreamingSettings streaming(JobDefinition job) {
        StreamingSettings settings = job.streaming();
        if (settings == null) {
            throw new IllegalArgumentException("The streaming settings are missing");
        }
        return settings;
    }
}
