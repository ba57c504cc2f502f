package io.millrace.stream.mapping;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.messages.Topics;
import io.millrace.pipeline.CompiledJob;
import io.millrace.stream.rows.RowsEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * One job's way from chunks to rows. Every chunk is mapped and its rows, dead letters and counters leave with it, so that
 * a commit never covers a chunk whose rows are still here.
 *
 * @param sourceTopic what the job reads
 * @param topics where its results go
 * @param maxRollupBytes memory for the first rollup of one chunk
 * @param reportInterval between two reports of the counters
 * @param clock tells now, for lateness and for the times of messages
 * @param activity told what happens
 */
record MappingTopology(
        CompiledJob job,
        String sourceTopic,
        Topics topics,
        long maxRollupBytes,
        Duration reportInterval,
        Clock clock,
        MappingActivity activity) {

    static final String COUNTERS_STORE = "job-counters";
    static final String ROWS = "rows";
    static final String DEAD_LETTERS = "dead-letters";
    static final String REPORTS = "reports";

    private static final String SOURCE = "chunks";
    private static final String PROCESSOR = "mapping";

    Topology build() {
        ByteArraySerializer bytes = new ByteArraySerializer();
        Topology topology = new Topology();
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), sourceTopic);
        topology.addProcessor(PROCESSOR, () -> new ChunkProcessor(this), SOURCE);
        topology.addStateStore(countersStore(), PROCESSOR);
        topology.addSink(
                ROWS,
                topics.rows(job.definition().table().id()),
                bytes,
                bytes,
                MappingTopology::rowsPartition,
                PROCESSOR);
        topology.addSink(DEAD_LETTERS, topics.deadLetters(), bytes, bytes, PROCESSOR);
        topology.addSink(REPORTS, topics.reports(), bytes, bytes, PROCESSOR);
        return topology;
    }

    RowsEncoder encoder() {
        return RowsEncoder.DEFAULT;
    }

    /** The key of rows: the source partition that they come from. */
    static byte[] rowsKey(int sourcePartition) {
        return Integer.toString(sourcePartition).getBytes(US_ASCII);
    }

    static Optional<Set<Integer>> rowsPartition(String topic, byte[] key, byte[] value, int partitions) {
        return Optional.of(Set.of(Integer.parseInt(new String(key, US_ASCII)) % partitions));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> countersStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(COUNTERS_STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }
}
