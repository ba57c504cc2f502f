package io.millrace.stream.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.ColumnBatch;
import io.millrace.formats.ArrowBatches;
import io.millrace.messages.DeadLetter;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.Topics;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource.PushTopic;
import io.millrace.pipeline.CompiledJob;
import io.millrace.stream.TestClock;
import io.millrace.stream.TestJobs;
import io.millrace.stream.rows.RowsMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTopologyTest {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final String TABLE = "t1";

    private final TestClock clock = new TestClock();
    private final MappingActivity activity = new MappingActivity(clock);
    private final JobDefinition detail = TestJobs.detail("job-1", TABLE, clock.instant());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private java.nio.file.Path stateDir;

    @org.jspecify.annotations.Nullable
    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void everyEventOfAChunkBecomesARow() {
        Driven job = run(detail);

        job.push(event("a", 1) + event("b", 2));

        assertThat(job.rows()).containsExactly("a 1", "b 2");
        assertThat(activity.counters().received()).isEqualTo(2);
    }

    @Test
    void rowsTellTheirJobAndHowManyRecordsTheyStandFor() {
        Driven job = run(TestJobs.rollup("job-1", TABLE, clock.instant()));

        job.push(event("a", 1) + event("a", 2) + event("b", 4));

        TestRecord<byte[], byte[]> message = job.rows.readRecord();
        assertThat(RowsMessage.of(message.headers())).isEqualTo(new RowsMessage("job-1", 3));
        assertThat(message.timestamp()).isEqualTo(clock.millis());
        assertThat(job.decode(message)).containsExactlyInAnyOrder("a 2 3", "b 1 4");
    }

    @Test
    void nothingIsHeldBackBetweenTwoChunks() {
        Driven job = run(TestJobs.rollup("job-1", TABLE, clock.instant()));

        job.push(event("a", 1));
        assertThat(job.rows()).containsExactly("a 1 1");
        job.push(event("a", 2));

        assertThat(job.rows()).containsExactly("a 1 2");
    }

    @Test
    void aLineThatIsNotJsonIsADeadLetterAndItsNeighboursAreKept() {
        Driven job = run(detail);
        job.push(event("first", 1));

        job.push(event("a", 1) + "not json\n" + event("b", 2));

        assertThat(job.rows()).containsExactly("first 1", "a 1", "b 2");
        DeadLetter letter = job.deadLetter();
        assertThat(letter.source()).isEqualTo(source() + "/0/1");
        assertThat(letter.recordNumber()).isEqualTo(2);
        assertThat(new String(letter.payload(), UTF_8)).isEqualTo("not json");
        assertThat(letter.jobId()).isEqualTo("job-1");
        assertThat(activity.counters().unparseable()).isEqualTo(1);
        assertThat(activity.counters().inFlight()).isEqualTo(3);
    }

    @Test
    void aSmallChunkOfManyBadRecordsHasAFewDeadLettersAndAllAreCounted() throws Exception {
        Driven job = run(TestJobs.withMaxParseExceptions(detail, Long.MAX_VALUE));

        job.push(ChunkBytesTest.gzip("x\n".repeat(100_000).getBytes(UTF_8)), gzipHeader());

        assertThat(activity.counters().unparseable()).isEqualTo(100_000);
        List<TestRecord<byte[], byte[]>> letters = job.deadLetters.readRecordsToList();
        assertThat(letters).hasSize(ChunkLetters.MAX_LETTERS + 1);
        DeadLetter last = MessageJson.read(letters.get(ChunkLetters.MAX_LETTERS).value(), DeadLetter.class);
        assertThat(last.message()).startsWith("99000 more record(s)");
    }

    @Test
    void aCompressedChunkIsInflated() throws Exception {
        Driven job = run(detail);

        job.push(ChunkBytesTest.gzip((event("a", 1) + event("b", 2)).getBytes(UTF_8)), gzipHeader());

        assertThat(job.rows()).containsExactly("a 1", "b 2");
    }

    @Test
    void aChunkThatCannotBeInflatedIsOneDeadLetter() {
        Driven job = run(detail);

        job.push(event("a", 1).getBytes(UTF_8), gzipHeader());
        job.push(event("b", 1));

        assertThat(job.rows()).containsExactly("b 1");
        assertThat(job.deadLetter().code()).isEqualTo(ErrorCode.CANNOT_PARSE_SOURCE);
        assertThat(activity.counters())
                .returns(2L, JobCounters::received)
                .returns(1L, JobCounters::unparseable)
                .returns(1L, JobCounters::inFlight);
    }

    @Test
    void whatIsFilteredOrLateOrEarlyIsCountedAsSuch() {
        Driven job = run(TestJobs.withFilter(detail, "\"n\" > 0"));
        Instant now = clock.instant();

        job.push(TestJobs.event(now, "kept", 1)
                + TestJobs.event(now, "filtered", 0)
                + TestJobs.event(now.minus(Duration.ofDays(40)), "late", 1)
                + TestJobs.event(now.plus(Duration.ofDays(2)), "early", 1));

        assertThat(job.rows()).containsExactly("kept 1");
        assertThat(activity.counters())
                .returns(4L, JobCounters::received)
                .returns(1L, JobCounters::filtered)
                .returns(1L, JobCounters::late)
                .returns(1L, JobCounters::early)
                .returns(1L, JobCounters::inFlight);
    }

    @Test
    void countersAreKeptInTheStoreThatCommitsWithTheRows() {
        Driven job = run(detail);

        job.push(event("a", 1));
        job.push(event("b", 2) + "bad\n");

        byte[] stored = job.driver
                .<String, byte[]>getKeyValueStore(MappingTopology.COUNTERS_STORE)
                .get("job-1");
        assertThat(MessageJson.read(stored, JobCounters.class)).isEqualTo(activity.counters());
        assertThat(activity.counters().received()).isEqualTo(3);
    }

    @Test
    void countersAreReportedOnceASecondAndOnlyWhenTheyHaveChanged() {
        Driven job = run(detail);
        job.push(event("a", 1));
        job.push(event("b", 1));
        assertThat(job.reports.isEmpty()).isTrue();

        job.driver.advanceWallClockTime(Duration.ofSeconds(1));
        job.driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(job.reports.getQueueSize()).isEqualTo(1);
        TestRecord<byte[], byte[]> message = job.reports.readRecord();
        assertThat(new String(message.key(), UTF_8)).isEqualTo("job-1");
        Report.Counters report = (Report.Counters) MessageJson.read(message.value(), Report.class);
        assertThat(report.part()).isEqualTo("stream-0");
        assertThat(report.counters().received()).isEqualTo(2);
    }

    @Test
    void moreBadRecordsThanAllowedStopTheJobInFrontOfThem() {
        Driven job = run(TestJobs.withMaxParseExceptions(detail, 1));
        job.push("bad\n" + event("a", 1));
        assertThat(job.rows()).containsExactly("a 1");

        assertThatThrownBy(() -> job.push(event("b", 1) + "worse\n"))
                .rootCause()
                .isInstanceOfSatisfying(ParseLimitExceededException.class, exceeded -> {
                    assertThat(exceeded)
                            .hasMessageContaining("maxParseExceptions = 1")
                            .hasMessageContaining("/0/1");
                    assertThat(exceeded.deadLetters()).hasSize(1);
                });
    }

    @Test
    void rowsOfOneSourcePartitionStayInOneRowsPartition() {
        assertThat(new String(MappingTopology.rowsKey(5), UTF_8)).isEqualTo("5");
        assertThat(MappingTopology.rowsPartition("rows", MappingTopology.rowsKey(5), new byte[0], 3))
                .contains(java.util.Set.of(2));
    }

    private String event(String word, long n) {
        return TestJobs.event(clock.instant(), word, n);
    }

    private String source() {
        return ((PushTopic) detail.source()).topic();
    }

    private static Headers gzipHeader() {
        return new RecordHeaders().add("content-encoding", "gzip".getBytes(UTF_8));
    }

    private Driven run(JobDefinition definition) {
        CompiledJob job = CompiledJob.compile(definition);
        MappingTopology topology =
                new MappingTopology(job, source(), TOPICS, 32L << 20, Duration.ofSeconds(1), clock, activity);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        TopologyTestDriver started = new TopologyTestDriver(topology.build(), properties, clock.instant());
        driver = started;
        return new Driven(job, started);
    }

    /** A job and its topics. */
    private final class Driven {
        final CompiledJob job;
        final TopologyTestDriver driver;
        final TestInputTopic<byte[], byte[]> chunks;
        final TestOutputTopic<byte[], byte[]> rows;
        final TestOutputTopic<byte[], byte[]> deadLetters;
        final TestOutputTopic<byte[], byte[]> reports;

        Driven(CompiledJob job, TopologyTestDriver driver) {
            this.job = job;
            this.driver = driver;
            this.chunks = driver.createInputTopic(source(), new ByteArraySerializer(), new ByteArraySerializer());
            this.rows = output(TOPICS.rows(TABLE));
            this.deadLetters = output(TOPICS.deadLetters());
            this.reports = output(TOPICS.reports());
        }

        void push(String lines) {
            push(lines.getBytes(UTF_8), new RecordHeaders());
        }

        void push(byte[] chunk, Headers headers) {
            chunks.pipeInput(new TestRecord<>(new byte[0], chunk, headers));
        }

        /** All rows not seen yet, without their time. */
        List<String> rows() {
            List<String> all = new ArrayList<>();
            while (!rows.isEmpty()) {
                all.addAll(decode(rows.readRecord()));
            }
            return all;
        }

        List<String> decode(TestRecord<byte[], byte[]> message) {
            ColumnBatch batch = ArrowBatches.decode(message.value(), job.output());
            List<String> decoded = new ArrayList<>();
            for (int row = 0; row < batch.rows(); row++) {
                StringBuilder text = new StringBuilder(batch.bytes(1).string(row));
                for (int column = 2; column < batch.schema().size(); column++) {
                    text.append(' ').append(batch.longs(column).get(row));
                }
                decoded.add(text.toString());
            }
            return decoded;
        }

        DeadLetter deadLetter() {
            return MessageJson.read(deadLetters.readRecord().value(), DeadLetter.class);
        }

        private TestOutputTopic<byte[], byte[]> output(String topic) {
            return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
    }
}
