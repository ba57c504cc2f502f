package io.millrace.model;

import java.util.Locale;

/** Where a job is in its life (Polaris contract, section 11). */
public enum ExecutionStatus {
    PENDING,
    RUNNING,
    /** A running streaming job without input for a while. */
    IDLE,
    SUSPENDED,
    COMPLETED,
    FAILED,
    CANCELED;

    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the job is over for good. */
    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELED;
    }
}
