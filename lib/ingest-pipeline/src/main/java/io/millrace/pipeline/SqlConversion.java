package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.sql.CompiledExpression;
import io.millrace.sql.ExpressionCompiler;
import io.millrace.sql.RowProblems;
import java.time.Instant;
import java.util.List;

/** A conversion that the SQL dialect knows, so that implicit and explicit ones are the same. */
final class SqlConversion implements Conversion {
    private final RowSchema schema;
    private final CompiledExpression expression;

    /**
     * @param sql over a field {@code "value"}
     * @param from the type of the values
     */
    SqlConversion(String sql, DataType from) {
        this.schema = new RowSchema(List.of(new Field("value", from)));
        this.expression = new ExpressionCompiler(schema, Instant.EPOCH).scalar(sql);
    }

    static SqlConversion castTo(String sqlType, DataType from) {
        return new SqlConversion("CAST(\"value\" AS " + sqlType + ")", from);
    }

    @Override
    public Vector convert(Vector values, RowProblems problems) {
        ColumnBatch batch = new ColumnBatch(schema, List.of(values), values.size());
        Vector result = expression.evaluate(batch, problems);
        if (result.hasNulls()) {
            warnOfNewNulls(values, result, problems);
        }
        return result;
    }

    private static void warnOfNewNulls(Vector before, Vector after, RowProblems problems) {
        for (int row = 0; row < after.size(); row++) {
            if (after.isNull(row) && !before.isNull(row)) {
                problems.warn(row);
            }
        }
    }
}
