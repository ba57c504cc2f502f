package io.millrace.model;

import java.util.Locale;

/** The kinds of jobs that a loader runs. */
public enum JobType {
    BATCH,
    STREAMING;

    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
