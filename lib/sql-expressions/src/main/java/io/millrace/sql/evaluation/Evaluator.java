package io.millrace.sql.evaluation;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;

/** Computes one part of an expression for all rows of a batch. Not thread-safe: it owns its result. */
public interface Evaluator {
    /**
     * The values of all {@code rows.count()} rows, valid until the next call. Callers must not change the vector: it
     * may be one of the batch's own. Rows that are not active may hold anything, null included, and cause no problems.
     */
    Vector evaluate(ColumnBatch input, ActiveRows rows);
}
