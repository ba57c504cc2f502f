package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.sql.CompiledExpression;
import io.millrace.sql.MeasureMerge;
import io.millrace.sql.RowProblems;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What computes a job's rows from its input. Not thread-safe: expressions own their result vectors.
 *
 * @param columns one for each field of the output
 * @param time which of them is {@code __time}
 */
record Projection(
        RowSchema input, RowSchema output, @Nullable CompiledExpression filter, List<OutputColumn> columns, int time) {

    /**
     * A column of the output.
     *
     * @param merge how its values in one group become one; empty for dimensions
     */
    record OutputColumn(Source source, Conversion conversion, Optional<MeasureMerge> merge) {
        /** The column's values, valid until the next call; may be a vector of the input. */
        Vector evaluate(ColumnBatch input, RowProblems problems) {
            return conversion.convert(source.evaluate(input, problems), problems);
        }
    }

    /** A scalar's values or a measure's initial states. */
    interface Source {
        Vector evaluate(ColumnBatch input, RowProblems problems);
    }

    Projection {
        columns = List.copyOf(columns);
    }

    List<Optional<MeasureMerge>> merges() {
        return columns.stream().map(OutputColumn::merge).toList();
    }
}
