package io.millrace.tables;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Staged files of a stream with the progress that they make. May have no files: progress alone.
 *
 * @param commitId unique; an unknown outcome is resolved by looking for it
 * @param advances by source name
 */
public record StreamCommit(String commitId, StagedFiles files, Map<String, Advance> advances) {
    /**
     * @param from what the table must record now; null: nothing yet
     * @param to what it records afterwards
     */
    public record Advance(@Nullable StreamProgress from, StreamProgress to) {}

    public StreamCommit {
        advances = Map.copyOf(advances);
    }
}
