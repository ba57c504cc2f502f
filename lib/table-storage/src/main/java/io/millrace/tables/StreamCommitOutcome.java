package io.millrace.tables;

/** What became of a {@link StreamCommit}. */
public sealed interface StreamCommitOutcome {
    /** It is in the table. */
    record Committed() implements StreamCommitOutcome {}

    /**
     * Someone else has written these positions: the files were dropped, and reading must go on from what the table says.
     *
     * @param source the first source whose position is another one
     */
    record Superseded(String source) implements StreamCommitOutcome {}
}
