package io.millrace.tables;

import static io.millrace.tables.TestStack.iceberg;
import static io.millrace.tables.TestStack.objects;
import static io.millrace.tables.TestStack.parquetObjects;
import static io.millrace.tables.TestStack.staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.localstack.Part;
import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import io.millrace.tables.FaultyCatalog.Fault;
import io.millrace.tables.StreamCommit.Advance;
import io.millrace.tables.StreamCommitOutcome.Committed;
import io.millrace.tables.StreamCommitOutcome.Superseded;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exactly once, against a real database and a real store, with everything between them failing. */
class StreamCommitIT {
    private static final String SOURCE = "rows-0";

    private final FaultyCatalog catalog = FaultyCatalog.connected();
    private final TableDefinition definition = Sample.table(Granularity.DAY);
    private StoredTable table;

    /** How the catalog may lose an answer. */
    enum Answer {
        STATE_UNKNOWN,
        CONNECTION_BROKEN,
        /** The client repeated the statement on a new connection, where it found its own work done. */
        REPEATED_STATEMENT_LOST;

        RuntimeException failure() {
            return switch (this) {
                case STATE_UNKNOWN -> new CommitStateUnknownException(new SQLException("no answer"));
                case CONNECTION_BROKEN -> new UncheckedSQLException(new SQLException("broken", "08006"), "broken");
                case REPEATED_STATEMENT_LOST ->
                    new org.apache.iceberg.exceptions.CommitFailedException("Failed to update table");
            };
        }
    }

    @BeforeEach
    void createTable() {
        TableCatalog tables = catalog.tables();
        tables.createOrEvolve(definition);
        table = tables.load(definition);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void rowsAndPositionAppearTogether() throws Exception {
        assertThat(table.progress(SOURCE)).isEmpty();

        StreamCommitOutcome outcome = table.commitStream(commit("one", 10, null, at(10)));

        assertThat(outcome).isEqualTo(new Committed());
        assertThat(table.progress(SOURCE)).contains(at(10));
        assertThat(rows()).isEqualTo(10);
        assertThat(iceberg(definition).currentSnapshot().summary()).containsEntry("millrace.commit-id", "one");
    }

    @Test
    void oneCommitFollowsTheOther() throws Exception {
        table.commitStream(commit("one", 10, null, at(10)));
        table.commitStream(commit("two", 5, at(10), at(15)));

        assertThat(rows()).isEqualTo(15);
        assertThat(table.progress(SOURCE)).contains(at(15));
        assertThat(table.statistics().rows()).isEqualTo(15);
    }

    @Test
    void aZombieIsSupersededAndItsFilesAreGone() throws Exception {
        StreamCommit zombie = commit("zombie", 10, null, at(10));
        table.commitStream(commit("successor", 10, null, at(10)));

        StreamCommitOutcome outcome = table.commitStream(zombie);

        assertThat(outcome).isEqualTo(new Superseded(SOURCE));
        assertThat(rows()).isEqualTo(10);
        assertThat(parquetObjects(definition))
                .allMatch(key -> key.contains("successor"))
                .hasSize(2);
    }

    @Test
    void theSameCommitAgainIsReportedAsCommittedAndChangesNothing() throws Exception {
        StreamCommit commit = commit("one", 10, null, at(10));
        table.commitStream(commit);
        table.commitStream(commit("two", 1, at(10), at(11)));

        assertThat(table.commitStream(commit)).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(11);
        assertThat(table.progress(SOURCE)).contains(at(11));
    }

    @Test
    void ofTwoCommittersAtTheSameMomentExactlyOneWins() throws Exception {
        long next = 0;
        for (int round = 0; round < 5; round++) {
            @Nullable StreamProgress from = next == 0 ? null : at(next);
            StreamProgress to = at(next + 10);
            StreamCommit left = commit("left" + round, 10, from, to);
            StreamCommit right = commit("right" + round, 10, from, to);
            catalog.inject(Fault.bothAtOnce());

            List<StreamCommitOutcome> outcomes =
                    TestStack.together(List.of(() -> table.commitStream(left), () -> table.commitStream(right)));

            catalog.heal();
            assertThat(outcomes).containsExactlyInAnyOrder(new Committed(), new Superseded(SOURCE));
            String loser = outcomes.get(0) instanceof Superseded ? "left" + round : "right" + round;
            assertThat(parquetObjects(definition)).noneMatch(key -> key.contains(loser));
            next += 10;
            assertThat(rows()).isEqualTo(next);
        }
    }

    @Test
    void committersOfDifferentSourcesAllWin() throws Exception {
        List<Callable<StreamCommitOutcome>> committers = new ArrayList<>();
        for (int source = 0; source < 6; source++) {
            String name = "rows-" + source;
            committers.add(() -> {
                StreamCommitOutcome last = new Committed();
                for (int i = 0; i < 4; i++) {
                    @Nullable StreamProgress from = i == 0 ? null : at(i);
                    StagedFiles files = staged(table, name + "-" + i, 3);
                    last = table.commitStream(new StreamCommit(
                            name + "-" + i, files, Map.of(name, new Advance(from, at(i + 1)))));
                }
                return last;
            });
        }

        List<StreamCommitOutcome> outcomes = TestStack.together(committers);

        assertThat(outcomes).containsOnly(new Committed());
        assertThat(rows()).isEqualTo(6 * 4 * 3);
        assertThat(table.progressOf("rows-")).hasSize(6).containsValue(at(4));
        assertThat(table.progressOf("rows-3")).containsExactly(Map.entry("rows-3", at(4)));
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsLostAfterTheSwapDoesNotStoreTwice(Answer answer) throws Exception {
        catalog.inject(Fault.once(swap -> {
            swap.run();
            throw answer.failure();
        }));

        StreamCommitOutcome outcome = table.commitStream(commit("one", 10, null, at(10)));

        assertThat(outcome).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(10);
        assertThat(iceberg(definition).snapshots()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsLostWhileAnotherCommitsDoesNotStoreTwice(Answer answer) throws Exception {
        catalog.inject(Fault.once(swap -> {
            swap.run();
            appendAsAnotherEngine(7);
            throw answer.failure();
        }));

        StreamCommitOutcome outcome = table.commitStream(commit("one", 10, null, at(10)));

        assertThat(outcome).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(17);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPEATED_STATEMENT_LOST")
    void aFailureBeforeTheSwapKeepsTheFilesForAnotherCall(Answer answer) throws Exception {
        StreamCommit commit = commit("one", 10, null, at(10));
        catalog.inject(Fault.once(swap -> {
            throw answer.failure();
        }));

        assertThatThrownBy(() -> table.commitStream(commit)).isInstanceOf(CommitFailedException.class);
        assertThat(rows()).isZero();
        assertThat(parquetObjects(definition)).hasSize(2);
        assertThat(table.commitStream(commit)).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void aFailureWhileAnotherTakesThePlaceIsSuperseded() throws Exception {
        StreamCommit other = commit("other", 4, null, at(10));
        catalog.inject(Fault.once(swap -> {
            table.commitStream(other);
            throw Answer.CONNECTION_BROKEN.failure();
        }));

        StreamCommitOutcome outcome = table.commitStream(commit("one", 10, null, at(10)));

        assertThat(outcome).isEqualTo(new Superseded(SOURCE));
        assertThat(rows()).isEqualTo(4);
        assertThat(parquetObjects(definition)).allMatch(key -> key.contains("other"));
    }

    @Test
    void anOutcomeThatCannotBeSeenIsSaidAndFoundByTheNextCall() throws Exception {
        StreamCommit commit = commit("one", 10, null, at(10));
        catalog.inject(answerLostAndTableUnreachableFor(Integer.MAX_VALUE));

        assertThatThrownBy(() -> table.commitStream(commit))
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining("whether it took place cannot be seen");

        catalog.heal();
        assertThat(table.commitStream(commit)).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(10);
        assertThat(iceberg(definition).snapshots()).hasSize(1);
    }

    @Test
    void theTableIsAskedAgainUntilItAnswers() throws Exception {
        catalog.inject(answerLostAndTableUnreachableFor(2));

        StreamCommitOutcome outcome = table.commitStream(commit("one", 10, null, at(10)));

        assertThat(outcome).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void progressAloneIsCommittedEvenIfTheAnswerIsLost() throws Exception {
        catalog.inject(Fault.once(swap -> {
            swap.run();
            throw Answer.STATE_UNKNOWN.failure();
        }));

        StreamCommitOutcome outcome = table.commitStream(commit("one", 0, null, at(10)));

        assertThat(outcome).isEqualTo(new Committed());
        assertThat(table.progress(SOURCE)).contains(at(10));
        assertThat(table.statistics()).isEqualTo(new StoredTable.TableStatistics(0, 0, 0));
        assertThat(table.commitStream(commit("zombie", 0, null, at(9)))).isEqualTo(new Superseded(SOURCE));
    }

    @Test
    void ifOneOfSeveralSourcesStandsElsewhereNoneMoves() throws Exception {
        table.commitStream(commit("one", 1, null, at(1)));
        StagedFiles files = staged(table, "both", 10);

        StreamCommitOutcome outcome = table.commitStream(new StreamCommit(
                "both", files, Map.of(SOURCE, new Advance(null, at(5)), "rows-1", new Advance(null, at(5)))));

        assertThat(outcome).isEqualTo(new Superseded(SOURCE));
        assertThat(table.progress(SOURCE)).contains(at(1));
        assertThat(table.progress("rows-1")).isEmpty();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void otherEnginesAndExpiredSnapshotsKeepTheProgress() throws Exception {
        StreamCommit first = commit("one", 10, null, at(10));
        table.commitStream(first);
        StreamCommit zombie = commit("zombie", 10, null, at(10));
        appendAsAnotherEngine(5);
        iceberg(definition)
                .expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + 1000)
                .retainLast(1)
                .commit();
        assertThat(iceberg(definition).snapshots()).hasSize(1);

        assertThat(table.progress(SOURCE)).contains(at(10));
        assertThat(table.commitStream(zombie)).isEqualTo(new Superseded(SOURCE));
        assertThat(table.commitStream(first)).isEqualTo(new Committed());
        assertThat(table.commitStream(commit("two", 1, at(10), at(11)))).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(16);
    }

    @Test
    void filesThatTheTableUsesAreNeverDeletedEvenIfItsHistoryIsGone() throws Exception {
        StreamCommit first = commit("one", 10, null, at(10));
        table.commitStream(first);
        table.commitStream(commit("two", 1, at(10), at(11)));
        iceberg(definition)
                .expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + 1000)
                .retainLast(1)
                .commit();

        assertThat(table.commitStream(first)).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(11);
    }

    @Test
    void oldSnapshotsAreExpiredNowAndThenAndTheTableKeepsItsRows() throws Exception {
        TableCommits commits = commitsThatExpire(new SnapshotExpiry(5, 2, Duration.ZERO));
        StreamCommit first = commit("0", 10, null, at(0));
        commits.commit(first);
        for (int number = 1; number < 7; number++) {
            commits.commit(commit("" + number, 10, at(number - 1), at(number)));
        }

        assertThat(iceberg(definition).snapshots()).hasSize(2);
        assertThat(objects(definition))
                .filteredOn(key -> key.contains("/snap-"))
                .hasSize(2);
        assertThat(rows()).isEqualTo(70);
        assertThat(commits.commit(first)).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(70);
        assertThat(commits.commit(commit("zombie", 10, at(0), at(1)))).isEqualTo(new Superseded(SOURCE));
        assertThat(commits.commit(commit("7", 10, at(6), at(7)))).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(80);
    }

    @Test
    void snapshotsThatAreYoungStayHoweverManyThereAre() {
        TableCommits commits = commitsThatExpire(new SnapshotExpiry(2, 1, Duration.ofMinutes(10)));
        commits.commit(commit("0", 1, null, at(0)));
        for (int number = 1; number < 5; number++) {
            commits.commit(commit("" + number, 1, at(number - 1), at(number)));
        }

        assertThat(iceberg(definition).snapshots()).hasSize(5);
    }

    @Test
    void aCommitDoesNotFailBecauseOldSnapshotsCannotBeExpired() throws Exception {
        TableCommits commits = commitsThatExpire(new SnapshotExpiry(0, 1, Duration.ZERO));
        commits.commit(commit("one", 1, null, at(1)));
        AtomicInteger swaps = new AtomicInteger();
        catalog.inject(new Fault() {
            @Override
            public void swapping(Runnable swap) {
                if (swaps.getAndIncrement() > 0) {
                    throw Answer.CONNECTION_BROKEN.failure();
                }
                swap.run();
            }
        });

        assertThat(commits.commit(commit("two", 1, at(1), at(2)))).isEqualTo(new Committed());

        catalog.heal();
        assertThat(swaps).hasValue(2);
        assertThat(iceberg(definition).snapshots()).hasSize(2);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatIsKilledInTheMiddleCostsNothingButTime() throws Exception {
        StreamCommit commit = commit("one", 10, null, at(10));
        catalog.inject(Fault.once(swap -> {
            TestStack.servers().kill(Part.POSTGRES);
            TestStack.servers().restart(Part.POSTGRES);
            swap.run();
        }));

        StreamCommitOutcome outcome = untilItWorks(commit);

        assertThat(outcome).isEqualTo(new Committed());
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void filesThatMoveNoSourceAreRefused() {
        StreamCommit still = commit("still", 1, at(1), at(1));

        assertThatThrownBy(() -> table.commitStream(still)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTableThatWasDroppedIsUnknown() {
        StreamCommit commit = commit("one", 1, null, at(1));
        catalog.tables().drop(definition);

        assertThatThrownBy(() -> table.commitStream(commit)).isInstanceOf(UnknownTableException.class);
        assertThatThrownBy(() -> table.progress(SOURCE)).isInstanceOf(UnknownTableException.class);
    }

    private TableCommits commitsThatExpire(SnapshotExpiry expiry) {
        TableIdentifier name = TableIdentifier.of(definition.namespace(), definition.name());
        return new TableCommits(
                new TableAccess(catalog, name, definition.id()), new Patience(4, Duration.ofMillis(20)), expiry);
    }

    private StreamCommit commit(String id, int rows, @Nullable StreamProgress from, StreamProgress to) {
        StagedFiles files = rows == 0 ? new StagedFiles(List.of(), 0) : staged(table, id, rows);
        return new StreamCommit(id, files, Map.of(SOURCE, new Advance(from, to)));
    }

    private static StreamProgress at(long offset) {
        return new StreamProgress(offset, "{\"job \\\"a\\\"\":" + offset + "}");
    }

    private long rows() throws Exception {
        return Sample.read(iceberg(definition)).size();
    }

    private StreamCommitOutcome untilItWorks(StreamCommit commit) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return table.commitStream(commit);
            } catch (CommitFailedException e) {
                if (attempt == 20) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private void appendAsAnotherEngine(int rows) {
        Table other = iceberg(definition);
        var append = other.newAppend();
        staged(catalog.tables().load(definition), "other-" + UUID.randomUUID(), rows)
                .files()
                .forEach(append::appendFile);
        append.commit();
    }

    private static Fault answerLostAndTableUnreachableFor(int looks) {
        AtomicInteger left = new AtomicInteger(-1);
        return new Fault() {
            @Override
            public void swapping(Runnable swap) {
                swap.run();
                left.set(looks);
                throw Answer.CONNECTION_BROKEN.failure();
            }

            @Override
            public void refreshing() {
                if (left.get() > 0) {
                    left.decrementAndGet();
                    throw Answer.CONNECTION_BROKEN.failure();
                }
            }
        };
    }
}
