package io.millrace.sql;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;

/** An expression ready to run. Not thread-safe: it owns its result vectors. */
public interface CompiledExpression {
    ExpressionType type();

    /**
     * The expression's value for every row of the batch. The vector is valid until the next call and may be one of the
     * batch's own.
     */
    Vector evaluate(ColumnBatch input, RowProblems problems);
}
