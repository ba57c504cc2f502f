package io.millrace.stream.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.formats.ArrowBatches;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.stream.TestClock;
import io.millrace.stream.rows.RowsMessage;
import io.millrace.tables.StreamProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableWriterTest {
    private static final String TOPIC = "millrace.rows.t1";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final String SOURCE = TOPIC + "-0";
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock();
    private final FakeRowsTable table = new FakeRowsTable();
    private final RecordedReports reports = new RecordedReports();
    private MemoryBudget budget = new MemoryBudget(1_000_000);
    private final AtomicInteger ids = new AtomicInteger();
    private MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private TableWriter writer = newWriter();

    @BeforeEach
    void assign() {
        restart();
    }

    @Test
    void rowsAreCommittedWithTheirPositionOnceTheIntervalIsOver() {
        rows(0, "job", 2, "a", "b");
        writer.turn();
        assertThat(table.words).isEmpty();

        clock.advance(INTERVAL.multipliedBy(2));
        writer.turn();

        assertThat(table.words).containsExactly("a", "b");
        assertThat(table.progress).containsEntry(SOURCE, new StreamProgress(1, "{\"job\":{\"records\":2,\"rows\":2}}"));
    }

    @Test
    void aCommitIsReportedWithAbsoluteCounters() {
        commit(0, "a");
        commit(1, "b", "c");

        assertThat(reports.lastCounters().part()).isEqualTo("table-0");
        assertThat(reports.lastCounters().counters().stored()).isEqualTo(3);
        assertThat(reports.lastCounters().counters().rowsPersisted()).isEqualTo(3);
    }

    @Test
    void aNewWriterGoesOnWhereTheTableSaysAndReportsWhatItHolds() {
        table.progress.put(SOURCE, new StreamProgress(2, "{\"job\":{\"records\":20,\"rows\":5}}"));
        restart();
        row(0, "old");
        row(1, "old");
        row(2, "new");

        turnUntilCommitted();

        assertThat(table.words).containsExactly("new");
        assertThat(reports.lastCounters().counters().stored()).isEqualTo(21);
    }

    @Test
    void rowsThatWereNotCommittedAreReadAgainAfterACrash() {
        row(0, "a");
        writer.turn();
        restart();
        row(0, "a");

        turnUntilCommitted();

        assertThat(table.words).containsExactly("a");
    }

    @Test
    void whatAnotherWriterHasCommittedIsNotCommittedAgain() {
        row(0, "a");
        row(1, "b");
        writer.turn();
        table.words.add("a");
        table.progress.put(SOURCE, new StreamProgress(1, "{\"job\":{\"records\":1,\"rows\":1}}"));
        clock.advance(INTERVAL.multipliedBy(2));

        writer.turn();
        assertThat(table.words).containsExactly("a");
        assertThat(writer.condition()).isInstanceOf(WriterCondition.Working.class);
        row(1, "b");
        turnUntilCommitted();

        assertThat(table.words).containsExactly("a", "b");
        assertThat(table.progress.get(SOURCE)).isEqualTo(new StreamProgress(2, "{\"job\":{\"records\":2,\"rows\":2}}"));
    }

    @Test
    void aFailedCommitIsTriedAgainWithTheSameFilesWhileNothingMoreIsRead() {
        table.failuresToCome = 2;
        row(0, "a");
        writer.turn();
        clock.advance(INTERVAL.multipliedBy(2));

        writer.turn();
        assertThat(writer.condition())
                .isInstanceOfSatisfying(
                        WriterCondition.Retrying.class,
                        retrying -> assertThat(retrying.reason()).contains("the catalog does not answer"));
        assertThat(consumer.paused()).containsExactly(PARTITION);

        turnFor(Duration.ofSeconds(10));

        assertThat(table.words).containsExactly("a");
        assertThat(table.commits).hasSize(1);
        assertThat(writer.condition()).isInstanceOf(WriterCondition.Working.class);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void aTableThatCannotBeAskedIsAskedAgain() {
        table.progressFailuresToCome = 3;
        restart();
        writer.turn();
        assertThat(writer.condition()).isInstanceOf(WriterCondition.Retrying.class);

        turnFor(Duration.ofSeconds(30));
        row(0, "a");
        turnUntilCommitted();

        assertThat(table.words).containsExactly("a");
        assertThat(writer.condition()).isInstanceOf(WriterCondition.Working.class);
    }

    @Test
    void afterAnErrorNothingIsCommittedThatMayBeIncomplete() {
        row(0, "a");
        table.errorsToCome = 1;
        assertThatThrownBy(writer::turn).isInstanceOf(OutOfMemoryError.class);

        writer.finish();
        assertThat(table.commits).isEmpty();
        restart();
        row(0, "a");
        turnUntilCommitted();

        assertThat(table.words).containsExactly("a");
    }

    @Test
    void rowsWithAColumnThatIsNotKnownYetWaitForIt() {
        RowSchema more = new RowSchema(List.of(
                new Field("__time", DataType.TIMESTAMP),
                new Field("word", DataType.STRING),
                new Field("language", DataType.STRING)));
        ColumnBatch batch = new ColumnBatch(more);
        batch.longs(0).append(clock.millis());
        batch.bytes(1).append("a");
        batch.bytes(2).append("en");
        batch.endRow();
        message(0, "job", 1, batch);

        writer.turn();

        assertThat(writer.condition())
                .isInstanceOfSatisfying(
                        WriterCondition.Retrying.class,
                        retrying -> assertThat(retrying.reason()).contains("\"language\""));
        turnFor(Duration.ofSeconds(5));
        assertThat(table.commits).isEmpty();
    }

    @Test
    void rowsThatRetentionDeletedStopTheWriterInsteadOfBeingSkipped() {
        table.progress.put(SOURCE, new StreamProgress(5, "{}"));
        consumer = new MockConsumer<>("none");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 8L));
        consumer.updateEndOffsets(Map.of(PARTITION, 20L));
        writer = newWriter();
        assignOnly();

        writer.turn();

        assertThat(writer.condition())
                .isInstanceOfSatisfying(
                        WriterCondition.Failed.class,
                        failed -> assertThat(failed.message())
                                .contains("up to offset 5")
                                .contains("begins at 8"));
    }

    @Test
    void aTopicThatWasMadeAnewStopsTheWriter() {
        table.progress.put(SOURCE, new StreamProgress(5_000, "{}"));
        restart();

        writer.turn();

        assertThat(writer.condition())
                .isInstanceOfSatisfying(
                        WriterCondition.Failed.class,
                        failed -> assertThat(failed.message()).contains("made anew"));
    }

    @Test
    void aMessageThatIsNoneOfOursStopsTheWriter() {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 0, new byte[0], new byte[] {1, 2, 3}));

        writer.turn();

        assertThat(writer.condition())
                .isInstanceOfSatisfying(
                        WriterCondition.Failed.class,
                        failed -> assertThat(failed.message()).contains("millrace-rows-version is missing"));
    }

    @Test
    void rowsOfSeveralJobsAreCountedApart() {
        rows(0, "first", 1, "a");
        rows(1, "second", 2, "b", "c");

        turnUntilCommitted();

        assertThat(table.words).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(StoredCounts.of(table.progress.get(SOURCE)).jobs())
                .isEqualTo(Map.of("first", new StoredCounts.Stored(1, 1), "second", new StoredCounts.Stored(2, 2)));
    }

    @Test
    void aWriterInAHurryCommitsAtOnceAndAlsoMereProgress() {
        writer.hurry(true);
        row(0, "a");
        writer.turn();
        writer.turn();
        assertThat(table.words).containsExactly("a");

        // What the end of a transaction does: the position moves and there is nothing to read.
        consumer.seek(PARTITION, 2);
        writer.turn();

        assertThat(table.progress).containsEntry(SOURCE, new StreamProgress(2, "{\"job\":{\"records\":1,\"rows\":1}}"));
    }

    @Test
    void theLargestWriterCommitsBeforeTheIntervalIsOverWhenMemoryIsUsedUp() {
        budget = new MemoryBudget(60);
        restart();
        row(0, "a");

        writer.turn();
        writer.turn();

        assertThat(table.words).containsExactly("a");
    }

    @Test
    void aWriterWithoutRowsWaitsWhileOthersHaveUsedUpTheMemory() {
        budget.use("another table", 2_000_000);

        writer.turn();
        assertThat(consumer.paused()).containsExactly(PARTITION);

        budget.use("another table", 0);
        writer.turn();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void theEndCommitsWhatIsThere() {
        row(0, "a");
        writer.turn();

        writer.finish();

        assertThat(table.words).containsExactly("a");
    }

    @Test
    void atTheEndRowsThatCannotBeCommittedAreLeftToTheNextOwner() {
        table.failuresToCome = 1;
        row(0, "a");
        writer.turn();

        writer.finish();

        assertThat(table.words).isEmpty();
        assertThat(table.progress).isEmpty();
    }

    @Test
    void partitionsThatAreTakenAwayAreCommittedFirst() {
        row(0, "a");
        writer.turn();

        consumer.rebalance(List.of());

        assertThat(table.words).containsExactly("a");
    }

    private void commit(int offset, String... words) {
        rows(offset, "job", words.length, words);
        turnUntilCommitted();
    }

    private void turnUntilCommitted() {
        int before = table.commits.size();
        for (int i = 0; i < 100 && table.commits.size() == before; i++) {
            writer.turn();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(table.commits).hasSize(before + 1);
    }

    private void turnFor(Duration duration) {
        for (long tenth = 0; tenth < duration.toMillis() / 100; tenth++) {
            writer.turn();
            clock.advance(Duration.ofMillis(100));
        }
    }

    /** As after a crash: nothing is left but the table. */
    private void restart() {
        consumer = new MockConsumer<>("none");
        writer = newWriter();
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 1_000L));
        assignOnly();
        writer.turn();
    }

    private void assignOnly() {
        writer.subscribe();
        consumer.rebalance(List.of(PARTITION));
    }

    private void row(int offset, String word) {
        rows(offset, "job", 1, word);
    }

    private void rows(int offset, String job, long records, String... words) {
        ColumnBatch batch = new ColumnBatch(FakeRowsTable.COLUMNS);
        for (String word : words) {
            batch.longs(0).append(clock.millis());
            batch.bytes(1).append(word);
            batch.endRow();
        }
        message(offset, job, records, batch);
    }

    private void message(int offset, String job, long records, ColumnBatch batch) {
        consumer.addRecord(new ConsumerRecord<>(
                TOPIC,
                0,
                offset,
                clock.millis(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                ArrowBatches.encode(batch),
                new RowsMessage(job, records).toHeaders(),
                Optional.empty()));
    }

    private TableWriter newWriter() {
        return new TableWriter(
                TOPIC,
                consumer,
                () -> table,
                jobId -> Optional.empty(),
                new WriterSettings(INTERVAL, 1_000_000, 1_000_000, Duration.ofSeconds(1)),
                budget,
                new WriterMeters(new SimpleMeterRegistry(), clock, "t1", "words"),
                reports,
                clock,
                () -> "id" + ids.incrementAndGet());
    }
}
