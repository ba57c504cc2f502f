package io.millrace.batch.coordination;

import io.millrace.messages.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Commands and outcomes in, tasks and reports out; what is known of each job in stores that survive the process. */
final class CoordinationTopology {
    private static final String COMMANDS = "commands";
    private static final String OUTCOMES = "outcomes";
    private static final String COORDINATOR = "coordinator";
    private static final Map<String, String> CHANGELOG =
            Map.of("max.message.bytes", Integer.toString(Topics.MAX_MESSAGE_BYTES));

    private CoordinationTopology() {}

    static Topology of(Topics topics, Duration finishedRetention) {
        StringDeserializer keys = new StringDeserializer();
        ByteArrayDeserializer values = new ByteArrayDeserializer();
        return new Topology()
                .addSource(COMMANDS, keys, values, topics.jobs())
                .addSource(OUTCOMES, keys, values, topics.batchOutcomes())
                .addProcessor(
                        COORDINATOR, () -> new CoordinationProcessor(topics, finishedRetention), COMMANDS, OUTCOMES)
                .addStateStore(store(JobMemory.DEFINITIONS), COORDINATOR)
                .addStateStore(store(JobMemory.LIFECYCLES), COORDINATOR)
                .addStateStore(store(JobMemory.MANIFESTS), COORDINATOR)
                .addSink(
                        CoordinationProcessor.TASKS,
                        topics.batchTasks(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        COORDINATOR)
                .addSink(
                        CoordinationProcessor.REPORTS,
                        topics.reports(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        COORDINATOR);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
