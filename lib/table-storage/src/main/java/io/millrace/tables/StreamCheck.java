package io.millrace.tables;

import io.millrace.tables.StreamCommit.Advance;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** Admits a stream's commit only where every source stands exactly where the commit starts from. */
final class StreamCheck implements CommitCheck {
    /** The key of the commit's id in a snapshot's summary. */
    static final String COMMIT_ID = "millrace.commit-id";

    private final StreamCommit commit;

    StreamCheck(StreamCommit commit) {
        this.commit = commit;
    }

    @Override
    public void admit(TableMetadata base) {
        String source = divergentSource(base);
        if (source != null) {
            throw new AttemptRefusedException("Source " + source + " stands elsewhere");
        }
    }

    @Override
    public void mark(TableMetadata base, TableMetadata.Builder update) {
        Map<String, String> properties = new HashMap<>();
        commit.advances().forEach((source, advance) -> {
            String text = new RecordedProgress(advance.to(), commit.commitId()).toJson();
            properties.put(RecordedProgress.property(source), text);
        });
        update.setProperties(properties);
    }

    /**
     * In the history of snapshots; or, if the commit had no files and made none, in the progress, as long as nobody has
     * moved it on.
     */
    @Override
    public boolean isIn(TableMetadata state) {
        for (Snapshot snapshot : state.snapshots()) {
            if (commit.commitId().equals(snapshot.summary().get(COMMIT_ID))) {
                return true;
            }
        }
        return commit.advances().keySet().stream().allMatch(source -> isRecorded(source, state));
    }

    /** The first source that stands elsewhere than the commit starts from. */
    @Nullable
    String divergentSource(TableMetadata state) {
        for (Map.Entry<String, Advance> entry : commit.advances().entrySet()) {
            StreamProgress recorded = RecordedProgress.of(entry.getKey(), state)
                    .map(RecordedProgress::progress)
                    .orElse(null);
            if (!Objects.equals(recorded, entry.getValue().from())) {
                return entry.getKey();
            }
        }
        return null;
    }

    private boolean isRecorded(String source, TableMetadata state) {
        return RecordedProgress.of(source, state)
                .filter(recorded -> recorded.commitId().equals(commit.commitId()))
                .isPresent();
    }
}
