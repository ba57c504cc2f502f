package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import java.util.function.Consumer;

/** Rows in memory that only grow. */
interface RowStore {
    void add(ColumnBatch batch);

    int rows();

    long memoryBytes();

    /** Shows all rows, in batches of the usual size. */
    void forEachBatch(Consumer<ColumnBatch> sink);
}
