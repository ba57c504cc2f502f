package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import java.util.function.Consumer;

/** Every row as it comes. */
final class AppendStore implements RowStore {
    private final ColumnBatch rows;

    AppendStore(RowSchema schema) {
        this.rows = new ColumnBatch(schema);
    }

    @Override
    public void add(ColumnBatch batch) {
        for (int column = 0; column < rows.schema().size(); column++) {
            VectorCopies.appendRange(batch.vector(column), 0, batch.rows(), rows.vector(column));
        }
        rows.setRows(rows.rows() + batch.rows());
    }

    @Override
    public int rows() {
        return rows.rows();
    }

    @Override
    public long memoryBytes() {
        return rows.memoryBytes();
    }

    @Override
    public void forEachBatch(Consumer<ColumnBatch> sink) {
        ColumnBatch part = new ColumnBatch(rows.schema());
        for (int from = 0; from < rows.rows(); from += ColumnBatch.DEFAULT_ROWS) {
            int count = Math.min(ColumnBatch.DEFAULT_ROWS, rows.rows() - from);
            for (int column = 0; column < rows.schema().size(); column++) {
                VectorCopies.range(rows.vector(column), from, count, part.vector(column));
            }
            part.setRows(count);
            sink.accept(part);
        }
    }
}
