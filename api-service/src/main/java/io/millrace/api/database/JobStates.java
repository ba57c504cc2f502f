package io.millrace.api.database;

/** Conditions on the rows of jobs that several features ask for. */
public final class JobStates {
    /** The job may still do something. */
    public static final String NOT_OVER = "execution_status NOT IN ('completed', 'failed', 'canceled')";

    private JobStates() {}
}
