package io.millrace.sql.evaluation;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;

/** A field of the batch as it is. */
public final class FieldValues implements Evaluator {
    private final int column;

    public FieldValues(int column) {
        this.column = column;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        return input.vector(column);
    }
}
