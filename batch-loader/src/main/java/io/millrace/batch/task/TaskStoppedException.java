package io.millrace.batch.task;

/** A task was left because nobody wants its result any more. Not a failure. */
public final class TaskStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
}
