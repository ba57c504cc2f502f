package io.millrace.stream.tables;

import io.millrace.columns.RowSchema;
import io.millrace.tables.StagedFileWriter;
import io.millrace.tables.StreamCommit;
import io.millrace.tables.StreamCommitOutcome;
import io.millrace.tables.StreamProgress;
import java.util.Map;

/** What a table writer needs of a table. */
interface RowsTable {
    /** All columns of the table. */
    RowSchema columns();

    /** What the table records for every source whose name begins so; always read afresh. */
    Map<String, StreamProgress> progressOf(String sourcePrefix);

    /** A writer of files that no reader sees before {@link #commit}. */
    StagedFileWriter newWriter(RowSchema rows, String fileNamePrefix);

    /**
     * Makes files and progress visible together, if the progress in the table is still the one they start from.
     *
     * @throws io.millrace.tables.CommitFailedException if it did not happen and may be tried again
     */
    StreamCommitOutcome commit(StreamCommit commit);
}
