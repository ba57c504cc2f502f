package io.millrace.stream.tables;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.tables.CommitFailedException;
import io.millrace.tables.StagedFileWriter;
import io.millrace.tables.StagedFiles;
import io.millrace.tables.StreamCommit;
import io.millrace.tables.StreamCommitOutcome;
import io.millrace.tables.StreamProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;

/** A table in memory, with the guard of a real one and with failures on demand. */
final class FakeRowsTable implements RowsTable {
    static final RowSchema COLUMNS =
            new RowSchema(List.of(new Field("__time", DataType.TIMESTAMP), new Field("word", DataType.STRING)));

    final List<String> words = new ArrayList<>();
    final Map<String, StreamProgress> progress = new HashMap<>();
    final List<StreamCommit> commits = new ArrayList<>();
    final Set<String> deleted = new HashSet<>();

    /** How many of the next commits fail before they take place. */
    int failuresToCome;

    /** How many of the next questions fail. */
    int progressFailuresToCome;

    /** How many of the next batches of rows cannot be written for lack of memory. */
    int errorsToCome;

    private final Map<String, List<String>> staged = new HashMap<>();

    @Override
    public RowSchema columns() {
        return COLUMNS;
    }

    @Override
    public Map<String, StreamProgress> progressOf(String sourcePrefix) {
        if (progressFailuresToCome > 0) {
            progressFailuresToCome--;
            throw new IllegalStateException("the catalog does not answer");
        }
        Map<String, StreamProgress> found = new HashMap<>(progress);
        found.keySet().removeIf(source -> !source.startsWith(sourcePrefix));
        return found;
    }

    @Override
    public StagedFileWriter newWriter(RowSchema rows, String fileNamePrefix) {
        return new FakeWriter(fileNamePrefix);
    }

    @Override
    public StreamCommitOutcome commit(StreamCommit commit) {
        if (failuresToCome > 0) {
            failuresToCome--;
            throw new CommitFailedException("the catalog does not answer", new IllegalStateException());
        }
        for (var advance : commit.advances().entrySet()) {
            if (!Objects.equals(
                    progress.get(advance.getKey()), advance.getValue().from())) {
                return new StreamCommitOutcome.Superseded(advance.getKey());
            }
        }
        commits.add(commit);
        commit.advances().forEach((source, advance) -> progress.put(source, advance.to()));
        commit.files().files().forEach(file -> words.addAll(staged.getOrDefault(file.location(), List.of())));
        return new StreamCommitOutcome.Committed();
    }

    private final class FakeWriter implements StagedFileWriter {
        private final String location;
        private final List<String> written = new ArrayList<>();
        private boolean finished;

        FakeWriter(String location) {
            this.location = location;
        }

        @Override
        public void write(ColumnBatch rows) {
            if (errorsToCome > 0) {
                errorsToCome--;
                throw new OutOfMemoryError("as if");
            }
            int word = rows.schema().indexOf("word");
            for (int row = 0; row < rows.rows(); row++) {
                written.add(rows.bytes(word).string(row));
            }
        }

        @Override
        public long rows() {
            return written.size();
        }

        @Override
        public long memoryBytes() {
            return written.size() * 100L;
        }

        @Override
        public StagedFiles finish() {
            finished = true;
            if (written.isEmpty()) {
                return new StagedFiles(List.of(), 0);
            }
            staged.put(location, written);
            DataFile file = DataFiles.builder(PartitionSpec.unpartitioned())
                    .withPath(location)
                    .withFormat("parquet")
                    .withFileSizeInBytes(1)
                    .withRecordCount(written.size())
                    .build();
            return new StagedFiles(List.of(file), written.size());
        }

        @Override
        public byte[] stage() {
            throw new UnsupportedOperationException("streams do not stage manifests");
        }

        @Override
        public void close() {
            if (!finished) {
                deleted.add(location);
            }
        }
    }
}
