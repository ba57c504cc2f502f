package io.millrace.batch.loading;

import io.millrace.messages.TaskOutcome;

/**
 * What a load task came to: {@link TaskOutcome.Loaded}, or {@link TaskOutcome.Failed} when the data is to blame.
 *
 * @param rejections what it rejected on the way
 */
public record LoadResult(TaskOutcome outcome, Rejections rejections) {}
