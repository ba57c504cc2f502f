package io.millrace.stream.tables;

import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import io.millrace.stream.reports.Reports;
import io.millrace.stream.rows.RowsMessage;
import io.millrace.stream.rows.UnreadableRowsException;
import io.millrace.tables.CommitFailedException;
import io.millrace.tables.StagedFiles;
import io.millrace.tables.StreamCommit;
import io.millrace.tables.StreamCommit.Advance;
import io.millrace.tables.StreamCommitOutcome;
import io.millrace.tables.StreamProgress;
import io.millrace.tables.UnknownTableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes rows from their topic into a table. Everything that it holds in memory may be dropped at any moment: the table
 * says where to go on. Used by one thread; {@link #condition} and {@link #hurry} by any.
 */
final class TableWriter implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MAX_DELAY_FACTOR = 30;
    private static final int IDLE_TURNS_TO_RECOVER = 10;

    private final String rowsTopic;
    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<RowsTable> table;
    private final KnownJobs knownJobs;
    private final WriterSettings settings;
    private final MemoryBudget budget;
    private final WriterMeters meters;
    private final Reports reports;
    private final Clock clock;
    private final Supplier<String> newId;
    private final WriterPositions positions;

    private WriterBatch batch;
    private @Nullable Pending pending;
    private Instant commitAt = Instant.MAX;
    private Instant retryAt = Instant.MIN;
    private Duration delay;
    private int idleTurns;
    private volatile boolean hurrying;
    private volatile WriterCondition condition = new WriterCondition.Working();

    /** A commit whose files are complete. */
    private record Pending(StreamCommit commit, Map<TopicPartition, Advance> advances) {}

    /**
     * @param consumer a fresh member of the table's writer group; closing it is the caller's business
     * @param table the table as the newest job knows it
     * @param newId makes unique ids
     */
    TableWriter(
            String rowsTopic,
            Consumer<byte[], byte[]> consumer,
            Supplier<RowsTable> table,
            KnownJobs knownJobs,
            WriterSettings settings,
            MemoryBudget budget,
            WriterMeters meters,
            Reports reports,
            Clock clock,
            Supplier<String> newId) {
        this.rowsTopic = rowsTopic;
        this.consumer = consumer;
        this.table = table;
        this.knownJobs = knownJobs;
        this.settings = settings;
        this.budget = budget;
        this.meters = meters;
        this.reports = reports;
        this.clock = clock;
        this.newId = newId;
        this.delay = settings.retryDelay();
        this.positions = new WriterPositions(consumer);
        this.batch = newBatch();
    }

    void subscribe() {
        consumer.subscribe(List.of(rowsTopic), this);
    }

    WriterCondition condition() {
        return condition;
    }

    /** From now on everything is committed as soon as it is read, positions without rows included. */
    void hurry(boolean now) {
        hurrying = now;
    }

    /**
     * One round: read, merge, commit if it is time.
     *
     * @throws KafkaException if the consumer is of no more use: close it and start anew, as after any {@link Error}
     */
    void turn() {
        try {
            if (pending == null && isTime()) {
                positions.seek(table.get(), this::reportStored);
                commitIfDue();
            } else if (isTime()) {
                commit();
            }
            pauseOrResume();
            read();
        } catch (OffsetOutOfRangeException e) {
            fail(new WriterCondition.Failed(
                    ErrorCode.INTERNAL_ERROR,
                    "Rows are lost: the positions " + e.offsetOutOfRangePartitions()
                            + " that come next are not in the topic any more. Load the missing time from its source"
                            + " again and reset the job"));
        } catch (UnreadableRowsException e) {
            fail(new WriterCondition.Failed(
                    ErrorCode.INTERNAL_ERROR, "A message of " + rowsTopic + " cannot be read: " + e.getMessage()));
        } catch (WriterFailedException e) {
            fail(e.toCondition());
        } catch (UnknownTableException e) {
            fail(new WriterCondition.Failed(ErrorCode.INTERNAL_ERROR, "The table is gone: " + e.getMessage()));
        } catch (KafkaException e) {
            drop();
            condition = new WriterCondition.Retrying("Kafka: " + e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            startOver(e);
        } catch (Error e) {
            // The consumer is ahead of the batch: what is there must not be committed at the end.
            drop();
            throw e;
        }
    }

    /** Commits what is left, once, and drops it if that fails: the next owner reads it again. */
    void finish() {
        try {
            if (pending != null || !batch.isEmpty()) {
                commit();
            }
        } catch (RuntimeException e) {
            LOG.warn("Rows could not be committed at the end and will be read again: topic={}", rowsTopic, e);
        } finally {
            drop();
            budget.use(this, 0);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        finish();
        positions.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        drop();
        positions.revoked(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        positions.assigned(partitions);
    }

    private boolean isTime() {
        return !clock.instant().isBefore(retryAt);
    }

    private void read() {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (batch.isEmpty()) {
                commitAt = clock.instant().plus(jittered(settings.commitInterval()));
            }
            batch.add(message.partition(), RowsMessage.of(message.headers()), message.value());
        }
        budget.use(this, batch.memoryBytes());
        recoverWhenIdle();
    }

    /** After a failure only a commit proves that writing works again, unless there is nothing to write. */
    private void recoverWhenIdle() {
        boolean idle = batch.isEmpty() && pending == null && positions.isComplete();
        idleTurns = idle ? idleTurns + 1 : 0;
        if (idleTurns >= IDLE_TURNS_TO_RECOVER && condition instanceof WriterCondition.Retrying) {
            condition = new WriterCondition.Working();
            delay = settings.retryDelay();
        }
    }

    /** With commits of many tables on the same interval, the catalog would see them all at once. */
    private static Duration jittered(Duration interval) {
        return Duration.ofMillis(
                (long) (interval.toMillis() * ThreadLocalRandom.current().nextDouble(0.9, 1.1)));
    }

    private void commitIfDue() {
        if (isDue()) {
            commit();
        }
    }

    private boolean isDue() {
        if (batch.isEmpty()) {
            return hurrying
                    && positions.isComplete()
                    && !positions.advances(Map.of()).isEmpty();
        }
        return hurrying
                || !clock.instant().isBefore(commitAt)
                || batch.messageBytes() >= settings.commitBytes()
                || batch.memoryBytes() >= settings.maxMemoryBytes()
                || (budget.isUsedUp() && budget.isLargest(this));
    }

    private void commit() {
        Pending attempt = pending;
        if (attempt == null) {
            attempt = stage();
            pending = attempt;
        }
        Instant begin = clock.instant();
        try {
            StreamCommitOutcome outcome = table.get().commit(attempt.commit());
            if (outcome instanceof StreamCommitOutcome.Superseded superseded) {
                LOG.info("Another writer was faster, reading goes on from the table: source={}", superseded.source());
                drop();
                positions.reset();
                return;
            }
            meters.committed(
                    Duration.between(begin, clock.instant()),
                    attempt.commit().files().rows());
            committed(attempt);
        } catch (CommitFailedException e) {
            retryLater("The table could not be committed: " + e.getMessage(), e);
        }
    }

    private Pending stage() {
        StagedFiles files = batch.finish();
        Map<TopicPartition, Advance> advances = positions.advances(batch.counts());
        Map<String, Advance> bySource = new HashMap<>();
        advances.forEach((partition, advance) -> bySource.put(WriterPositions.source(partition), advance));
        batch.close();
        batch = newBatch();
        budget.use(this, 0);
        return new Pending(new StreamCommit(newId.get(), files, bySource), advances);
    }

    private void committed(Pending done) {
        pending = null;
        positions.committed(done.advances());
        delay = settings.retryDelay();
        retryAt = Instant.MIN;
        condition = new WriterCondition.Working();
        done.advances().forEach((partition, advance) -> reportStored(partition, advance.to()));
    }

    private void reportStored(TopicPartition partition, @Nullable StreamProgress progress) {
        String part = "table-" + partition.partition();
        StoredCounts.of(progress)
                .jobs()
                .forEach((job, stored) ->
                        reports.send(new Report.Counters(job, clock.instant(), part, stored.counters())));
    }

    /** Stops reading, but not polling, while rows must not come in: the membership in the group stays. */
    private void pauseOrResume() {
        boolean wait = pending != null || !positions.isComplete() || (budget.isUsedUp() && batch.isEmpty());
        if (wait) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.assignment());
        }
    }

    private void startOver(RuntimeException failure) {
        drop();
        positions.reset();
        retryLater("Rows could not be written: " + failure, failure);
    }

    private void retryLater(String reason, RuntimeException failure) {
        LOG.warn("A table is not written for now: topic={}, retryIn={}", rowsTopic, delay, failure);
        meters.failed();
        condition = new WriterCondition.Retrying(reason);
        retryAt = clock.instant().plus(delay);
        Duration longest = settings.retryDelay().multipliedBy(MAX_DELAY_FACTOR);
        delay = delay.multipliedBy(2).compareTo(longest) < 0 ? delay.multipliedBy(2) : longest;
    }

    private void fail(WriterCondition.Failed failed) {
        LOG.error("A table writer has stopped: topic={}, reason={}", rowsTopic, failed.message());
        drop();
        condition = failed;
    }

    private void drop() {
        pending = null;
        WriterBatch dropped = batch;
        batch = newBatch();
        budget.use(this, 0);
        try {
            dropped.close();
        } catch (RuntimeException e) {
            LOG.warn("Staged files could not be deleted and remain as orphans: topic={}", rowsTopic, e);
        }
    }

    private WriterBatch newBatch() {
        return new WriterBatch(newId.get(), table, knownJobs, settings.maxMemoryBytes() / 2);
    }
}
