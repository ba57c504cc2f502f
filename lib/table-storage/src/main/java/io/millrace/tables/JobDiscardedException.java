package io.millrace.tables;

/** A batch job was given up for good: the table has none of its rows, and never will. */
public final class JobDiscardedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public JobDiscardedException(String jobId) {
        super("Job " + jobId + " was discarded: its staged files are gone");
    }
}
