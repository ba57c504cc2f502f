package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import java.util.function.Consumer;

/**
 * A hash aggregate over all dimensions of rows, {@code __time} included. NULL is a group of its own. Rows may already be
 * rolled up: measures hold mergeable states. Not thread-safe.
 */
public final class Rollup {
    Rollup() {}

    public void add(ColumnBatch rows) {
        throw new UnsupportedOperationException();
    }

    /** How many groups it holds. */
    public int groups() {
        throw new UnsupportedOperationException();
    }

    /** Bytes of memory that it takes, roughly. */
    public long memoryBytes() {
        throw new UnsupportedOperationException();
    }

    /** Hands out all groups in batches, each valid during the call, and becomes empty. */
    public void drain(Consumer<ColumnBatch> sink) {
        throw new UnsupportedOperationException();
    }
}
