package io.millrace.sql;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;

/** An aggregate ready to run: gives each input row the state of a group of that row alone, to be merged by {@link #merge}. */
public interface CompiledMeasure {
    /** The type of the column that stores the state. */
    DataType columnType();

    MeasureMerge merge();

    /** The initial state of every row; valid until the next call. */
    Vector initialStates(ColumnBatch input, RowProblems problems);
}
