package io.millrace.pipeline;

import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import io.millrace.sql.ExpressionType;
import io.millrace.sql.MeasureMerge;
import io.millrace.sql.RowProblems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which expressions can be stored in which columns, and how. What changes text is the CAST of the SQL dialect. */
final class Conversions {
    private Conversions() {}

    /** Empty if such values cannot be stored in such a column. */
    static Optional<Conversion> between(ExpressionType from, DataType to) {
        return Optional.ofNullable(
                switch (to) {
                    case LONG -> toLong(from);
                    case DOUBLE -> toDouble(from);
                    case FLOAT -> toFloat(from);
                    case STRING -> toText(from);
                    case TIMESTAMP -> from == ExpressionType.TIMESTAMP ? Conversion.NONE : null;
                    case JSON -> from == ExpressionType.JSON ? Conversion.NONE : null;
                    default -> null;
                });
    }

    /**
     * The same for the states of a measure, which must stay mergeable: sums of fractions cannot be kept as integers, as
     * each part would lose its fraction.
     */
    static Optional<Conversion> betweenStates(DataType from, MeasureMerge merge, DataType to) {
        boolean fromLong = from == DataType.LONG;
        if (!fromLong && from != DataType.DOUBLE && from != DataType.FLOAT) {
            return Optional.empty();
        }
        if (to == DataType.DOUBLE || to == DataType.FLOAT) {
            return Optional.of(fromLong ? new LongsAsDoubles() : new FiniteDoubles());
        }
        if (to != DataType.LONG || (!fromLong && merge == MeasureMerge.SUM)) {
            return Optional.empty();
        }
        return Optional.of(fromLong ? Conversion.NONE : new TruncatedDoubles());
    }

    private static @Nullable Conversion toLong(ExpressionType from) {
        return switch (from) {
            case LONG, BOOLEAN, TIMESTAMP -> Conversion.NONE;
            case DOUBLE, FLOAT -> new TruncatedDoubles();
            case STRING -> SqlConversion.castTo("BIGINT", DataType.STRING);
            case JSON -> null;
        };
    }

    private static @Nullable Conversion toDouble(ExpressionType from) {
        return switch (from) {
            case LONG, BOOLEAN -> new LongsAsDoubles();
            case DOUBLE, FLOAT -> new FiniteDoubles();
            case STRING -> SqlConversion.castTo("DOUBLE", DataType.STRING).then(new FiniteDoubles());
            case TIMESTAMP, JSON -> null;
        };
    }

    private static @Nullable Conversion toFloat(ExpressionType from) {
        Conversion toDouble = toDouble(from);
        return toDouble == null ? null : toDouble.then(new FloatPrecision());
    }

    private static Conversion toText(ExpressionType from) {
        return switch (from) {
            case STRING, JSON -> Conversion.NONE;
            case LONG, DOUBLE, FLOAT, TIMESTAMP -> SqlConversion.castTo("VARCHAR", from.vectorType());
            case BOOLEAN ->
                new SqlConversion(
                        "CASE WHEN \"value\" = 1 THEN 'true' WHEN \"value\" = 0 THEN 'false' END", DataType.LONG);
        };
    }

    /** Integers as doubles: exact up to 2^53. */
    private static final class LongsAsDoubles implements Conversion {
        private final DoubleVector result = new DoubleVector();

        @Override
        public Vector convert(Vector values, RowProblems problems) {
            int rows = values.size();
            long[] from = ((LongVector) values).values();
            result.resize(rows);
            double[] to = result.values();
            for (int row = 0; row < rows; row++) {
                to[row] = from[row];
            }
            copyNulls(values, result);
            return result;
        }
    }

    /** Toward zero; what is not finite, or beyond 64 bits, becomes null. */
    private static final class TruncatedDoubles implements Conversion {
        private static final double LIMIT = 0x1p63;
        private final LongVector result = new LongVector();

        @Override
        public Vector convert(Vector values, RowProblems problems) {
            int rows = values.size();
            double[] from = ((DoubleVector) values).values();
            result.resize(rows);
            long[] to = result.values();
            for (int row = 0; row < rows; row++) {
                double value = from[row];
                to[row] = (long) value;
                if (!(value >= -LIMIT && value < LIMIT)) {
                    result.setNull(row);
                    problems.warn(row);
                }
            }
            if (values.hasNulls()) {
                for (int row = 0; row < rows; row++) {
                    if (values.isNull(row)) {
                        result.setNull(row);
                    }
                }
            }
            return result;
        }
    }

    /** Doubles without NaN and infinities, which become null. */
    private static final class FiniteDoubles implements Conversion {
        private final DoubleVector result = new DoubleVector();

        @Override
        public Vector convert(Vector values, RowProblems problems) {
            int rows = values.size();
            double[] from = ((DoubleVector) values).values();
            if (allFinite(from, rows)) {
                return values;
            }
            result.resize(rows);
            System.arraycopy(from, 0, result.values(), 0, rows);
            copyNulls(values, result);
            dropNonFinite(result, problems);
            return result;
        }
    }

    /** Doubles with the values that 32 bits can hold; what is too large becomes null. */
    private static final class FloatPrecision implements Conversion {
        private final DoubleVector result = new DoubleVector();

        @Override
        public Vector convert(Vector values, RowProblems problems) {
            int rows = values.size();
            double[] from = ((DoubleVector) values).values();
            result.resize(rows);
            double[] to = result.values();
            for (int row = 0; row < rows; row++) {
                to[row] = (float) from[row];
            }
            copyNulls(values, result);
            if (!allFinite(to, rows)) {
                dropNonFinite(result, problems);
            }
            return result;
        }
    }

    private static boolean allFinite(double[] values, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += values[row] * 0; // NaN for all that is not finite
        }
        return sum == 0;
    }

    private static void dropNonFinite(DoubleVector values, RowProblems problems) {
        for (int row = 0; row < values.size(); row++) {
            if (!Double.isFinite(values.get(row))) {
                values.setNull(row);
                problems.warn(row);
            }
        }
    }

    private static void copyNulls(Vector from, DoubleVector to) {
        if (from.hasNulls()) {
            for (int row = 0; row < from.size(); row++) {
                if (from.isNull(row)) {
                    to.setNull(row);
                }
            }
        }
    }
}
