package io.millrace.batch.loading;

import io.millrace.messages.TaskOutcome;

/** Hears how far a running load task is. */
public interface LoadListener {
    void onProgress(TaskOutcome.Loading progress);
}
