package io.millrace.sql;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of plain values for tests, and results as a person would write them. */
final class Rows {
    /** 2024-03-05T14:37:22.123Z, a Tuesday. */
    static final Instant NOW = Instant.ofEpochMilli(1_709_649_442_123L);

    static final RowSchema SCHEMA = new RowSchema(List.of(
            new Field("n", DataType.LONG),
            new Field("m", DataType.LONG),
            new Field("d", DataType.DOUBLE),
            new Field("f", DataType.FLOAT),
            new Field("s", DataType.STRING),
            new Field("r", DataType.STRING),
            new Field("T", DataType.TIMESTAMP),
            new Field("j", DataType.JSON),
            new Field("time", DataType.STRING),
            new Field("a.b", DataType.LONG),
            new Field("tags", DataType.STRING_ARRAY)));

    private Rows() {}

    /** A batch of one row in which every field but {@code T}, which is {@link #NOW}, is null. */
    static ColumnBatch oneRow() {
        return batch(List.<@Nullable Object[]>of(
                new @Nullable Object[] {null, null, null, null, null, null, NOW.toEpochMilli(), null, null, null, null
                }));
    }

    /** Rows of longs, doubles and strings; values missing at the end are null. */
    static ColumnBatch batch(List<@Nullable Object[]> rows) {
        ColumnBatch batch = new ColumnBatch(SCHEMA);
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < SCHEMA.size(); i++) {
                append(batch.vector(i), i < row.length ? row[i] : null);
            }
            batch.endRow();
        }
        return batch;
    }

    private static void append(Vector vector, @Nullable Object value) {
        if (value == null) {
            vector.appendNull();
        } else if (vector instanceof LongVector longs) {
            longs.append((Long) value);
        } else if (vector instanceof DoubleVector doubles) {
            doubles.append((Double) value);
        } else {
            ((BytesVector) vector).append((String) value);
        }
    }

    static ExpressionCompiler compiler() {
        return new ExpressionCompiler(SCHEMA, NOW);
    }

    /** The value of an expression in a batch of one row: {@code 1}, {@code 1.0}, {@code 'text'}, a time, TRUE, NULL. */
    static String valueOf(String sql) {
        return valuesOf(sql, oneRow()).get(0);
    }

    static List<String> valuesOf(String sql, ColumnBatch batch) {
        CompiledExpression expression = compiler().scalar(sql);
        RowProblems problems = new RowProblems();
        problems.reset(batch.rows());
        Vector values = expression.evaluate(batch, problems);
        return IntStream.range(0, batch.rows())
                .mapToObj(row ->
                        show(expression.type(), values, row) + (problems.hasWarning(row) ? " with a warning" : ""))
                .toList();
    }

    static String show(ExpressionType type, Vector values, int row) {
        if (values.isNull(row)) {
            return "NULL";
        }
        return switch (type) {
            case LONG -> Long.toString(((LongVector) values).get(row));
            case DOUBLE, FLOAT -> Double.toString(((DoubleVector) values).get(row));
            case STRING, JSON -> "'" + ((BytesVector) values).string(row) + "'";
            case BOOLEAN -> ((LongVector) values).get(row) == 1 ? "TRUE" : "FALSE";
            case TIMESTAMP ->
                Instant.ofEpochMilli(((LongVector) values).get(row)).toString();
        };
    }
}
