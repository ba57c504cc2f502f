package io.millrace.tables;

import org.apache.iceberg.TableMetadata;

/**
 * What makes a commit happen once: a condition on the very state of the table that an attempt replaces, a mark that the
 * attempt leaves in the state it makes, and a way to find the mark again.
 */
interface CommitCheck {
    /**
     * Called with the base of every attempt before it is sent.
     *
     * @throws AttemptRefusedException if the attempt must not be made
     */
    void admit(TableMetadata base);

    /** Adds what must change in the same swap as the rest of the attempt. */
    void mark(TableMetadata base, TableMetadata.Builder update);

    /** Whether the commit is in this state of the table. */
    boolean isIn(TableMetadata state);
}
