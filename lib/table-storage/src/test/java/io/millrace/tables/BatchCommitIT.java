package io.millrace.tables;

import static io.millrace.tables.TestStack.iceberg;
import static io.millrace.tables.TestStack.objects;
import static io.millrace.tables.TestStack.parquetObjects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import io.millrace.tables.FaultyCatalog.Fault;
import io.millrace.tables.StreamCommit.Advance;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchCommitIT {
    private final FaultyCatalog catalog = FaultyCatalog.connected();
    private final TableDefinition definition = Sample.table(Granularity.DAY, "city");
    private StoredTable table;

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
    void theFilesOfAllTasksAppearAtOnce() throws Exception {
        List<byte[]> manifests = List.of(staged("task-1", 10), new byte[0], staged("task-2", 5));

        long rows = table.commitBatch("job", manifests);

        assertThat(rows).isEqualTo(15);
        assertThat(rows()).isEqualTo(15);
        assertThat(iceberg(definition).snapshots())
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot.summary()).containsEntry("millrace.job-id", "job"));
        assertThat(table.currentFiles()).hasSize(4);
        assertThat(objects(definition)).noneMatch(key -> key.contains("/staged/"));
    }

    @Test
    void aRepeatedCommitChangesNothingAndSaysTheSame() throws Exception {
        List<byte[]> manifests = List.of(staged("task-1", 10));
        table.commitBatch("job", manifests);

        assertThat(table.commitBatch("job", manifests)).isEqualTo(10);
        assertThat(table.commitBatch("job", List.of(staged("task-1-again", 10))))
                .isEqualTo(10);
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void aRepeatedManifestCountsOnce() throws Exception {
        byte[] manifest = staged("task-1", 10);

        assertThat(table.commitBatch("job", List.of(manifest, manifest.clone())))
                .isEqualTo(10);
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void aCommitIsRememberedWhenItsSnapshotHasExpired() throws Exception {
        table.commitBatch("job", List.of(staged("task-1", 10)));
        table.commitBatch("other", List.of(staged("task-2", 1)));
        iceberg(definition)
                .expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + 1000)
                .retainLast(1)
                .commit();

        assertThat(table.commitBatch("job", List.of(staged("task-1-again", 10))))
                .isEqualTo(10);
        assertThat(rows()).isEqualTo(11);
    }

    @Test
    void ofTwoCommitsOfOneJobAtTheSameMomentOneStoresAndBothSaySo() throws Exception {
        for (int round = 0; round < 3; round++) {
            String job = "job-" + round;
            List<byte[]> manifests = List.of(staged(job, 10));
            catalog.inject(Fault.bothAtOnce());

            List<Long> rows = TestStack.together(
                    List.of(() -> table.commitBatch(job, manifests), () -> table.commitBatch(job, manifests)));

            catalog.heal();
            assertThat(rows).containsExactly(10L, 10L);
            assertThat(rows()).isEqualTo(10L * (round + 1));
        }
    }

    @Test
    void anAnswerThatIsLostDoesNotStoreTwice() throws Exception {
        catalog.inject(Fault.once(swap -> {
            swap.run();
            throw new CommitStateUnknownException(new SQLException("no answer"));
        }));

        assertThat(table.commitBatch("job", List.of(staged("task-1", 10)))).isEqualTo(10);
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void aFailureKeepsTheFilesForAnotherCall() throws Exception {
        List<byte[]> manifests = List.of(staged("task-1", 10));
        catalog.inject(Fault.once(swap -> {
            throw new CommitStateUnknownException(new SQLException("no answer"));
        }));

        assertThatThrownBy(() -> table.commitBatch("job", manifests)).isInstanceOf(CommitFailedException.class);
        assertThat(table.commitBatch("job", manifests)).isEqualTo(10);
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void nothingStagedIsNothingToCommit() {
        assertThat(table.commitBatch("job", List.of())).isZero();
        assertThat(table.commitBatch("job", List.of(new byte[0]))).isZero();
        assertThat(iceberg(definition).currentSnapshot()).isNull();
    }

    @Test
    void bytesThatNameNoFilesAreRefused() {
        assertThatThrownBy(() -> table.commitBatch("job", List.of(new byte[] {1, 2, 3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a list of staged files");
    }

    @Test
    void discardedFilesAreGone() {
        List<byte[]> manifests = List.of(staged("task-1", 10), new byte[0], staged("task-2", 10));

        table.discard(manifests);
        table.discard(manifests);

        assertThat(objects(definition)).noneMatch(key -> key.contains("task-"));
    }

    @Test
    void theFilesOfACommittedJobCannotBeDiscarded() throws Exception {
        byte[] manifest = staged("task-1", 10);
        byte[] copy = copyOfManifest(manifest);
        table.commitBatch("job", List.of(manifest));
        putBack(manifest, copy);

        table.discard(List.of(manifest));
        table.discard("job", List.of(manifest));

        assertThat(parquetObjects(definition)).hasSize(2);
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void aJobThatWasDiscardedCannotBeCommittedAnyMore() {
        List<byte[]> manifests = List.of(staged("task-1", 10));
        table.discard("job", manifests);

        assertThatThrownBy(() -> table.commitBatch("job", manifests))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was discarded");
        assertThat(parquetObjects(definition)).isEmpty();
    }

    @Test
    void theTableTellsHowAJobEndedWithoutItsFiles() throws Exception {
        table.commitBatch("stored", List.of(staged("task-1", 10)));

        table.discard("stored", List.of());
        table.discard("given-up", List.of());

        assertThat(table.commitBatch("stored", List.of())).isEqualTo(10);
        assertThatThrownBy(() -> table.commitBatch("given-up", List.of())).isInstanceOf(JobDiscardedException.class);
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void aCommitUnderWayLosesAgainstADiscard() throws Exception {
        List<byte[]> manifests = List.of(staged("task-1", 10));
        catalog.inject(Fault.once(swap -> {
            table.discard("job", manifests);
            swap.run();
        }));

        assertThatThrownBy(() -> table.commitBatch("job", manifests))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was discarded");
        assertThat(rows()).isZero();
        assertThat(parquetObjects(definition)).isEmpty();
    }

    @Test
    void batchesAndStreamsShareATable() throws Exception {
        List<byte[]> manifests = List.of(staged("task-1", 10));
        StagedFiles streamed = TestStack.staged(table, "stream", 4);
        StreamProgress to = new StreamProgress(4, "{}");
        catalog.inject(Fault.bothAtOnce());

        TestStack.together(List.of(
                () -> table.commitBatch("job", manifests),
                () -> table.commitStream(
                        new StreamCommit("stream", streamed, Map.of("rows-0", new Advance(null, to))))));

        assertThat(rows()).isEqualTo(14);
        assertThat(table.progress("rows-0")).contains(to);
        assertThat(table.commitBatch("job", manifests)).isEqualTo(10);
    }

    private byte[] staged(String prefix, int rows) {
        try (StagedFileWriter writer = TestStack.written(table, prefix, rows)) {
            return writer.stage();
        }
    }

    private long rows() throws Exception {
        return Sample.read(iceberg(definition)).size();
    }

    private byte[] copyOfManifest(byte[] message) throws Exception {
        String path = StagedManifests.decode(List.of(message)).get(0).path();
        try (var in = table.openFile(path)) {
            return in.readAllBytes();
        }
    }

    private static void putBack(byte[] message, byte[] content) throws Exception {
        String path =
                StagedManifests.decode(new ArrayList<>(List.of(message))).get(0).path();
        try (var files = TestStack.files();
                var out = files.newOutputFile(path).createOrOverwrite()) {
            out.write(content);
        }
    }
}
