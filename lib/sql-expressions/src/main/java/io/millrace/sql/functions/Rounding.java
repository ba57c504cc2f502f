package io.millrace.sql.functions;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** {@code ROUND(a[, digits])}: half away from zero; digits below 0 round to tens, hundreds and so on. */
final class Rounding {
    private static final double ALL_INTEGERS_FROM = 0x1p52;

    /** Away from ties, and where doubles are finer than the margin, plain arithmetic gives what decimals give. */
    private static final double TIE_MARGIN = 1e-5;

    private static final double LARGEST_SCALED = 1e9;
    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Rounding() {}

    static Evaluator ofLongs(Arguments arguments) {
        return new OfLongs(arguments);
    }

    static Evaluator ofDoubles(Arguments arguments) {
        return new OfDoubles(arguments);
    }

    static long round(long value, long digits) {
        if (digits >= 0 || value == 0) {
            return value;
        }
        if (digits < -19) {
            return 0;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) digits, RoundingMode.HALF_UP)
                .longValue();
    }

    static double round(double value, long digits) {
        if (Double.isNaN(value)) {
            return 0;
        }
        if (Double.isInfinite(value)) {
            return Math.copySign(Double.MAX_VALUE, value);
        }
        if (digits == 0) {
            return round(value);
        }
        if (digits > 0 && digits < POWERS_OF_TEN.length) {
            double power = POWERS_OF_TEN[(int) digits];
            double scaled = Math.abs(value) * power;
            double whole = Math.floor(scaled);
            double rest = scaled - whole;
            if (scaled < LARGEST_SCALED && Math.abs(rest - 0.5) > TIE_MARGIN) {
                double rounded = (rest > 0.5 ? whole + 1 : whole) / power;
                return value < 0 && rounded > 0 ? -rounded : rounded;
            }
        }
        if (digits < -309) {
            return 0;
        }
        BigDecimal decimal = BigDecimal.valueOf(value);
        if (digits >= decimal.scale()) {
            return value + 0.0; // makes -0.0 an ordinary zero, as every other way through here does
        }
        return decimal.setScale((int) digits, RoundingMode.HALF_UP).doubleValue();
    }

    private static double round(double value) {
        double size = Math.abs(value);
        if (size >= ALL_INTEGERS_FROM) {
            return value;
        }
        double floor = Math.floor(size);
        double rounded = size - floor >= 0.5 ? floor + 1 : floor;
        return value < 0 && rounded > 0 ? -rounded : rounded;
    }

    private static final class OfLongs implements Evaluator {
        private final Evaluator operand;
        private final @Nullable Evaluator digits;
        private final LongVector result = new LongVector();

        OfLongs(Arguments arguments) {
            operand = arguments.get(0);
            digits = arguments.has(1) ? arguments.get(1) : null;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            LongVector operands = (LongVector) operand.evaluate(input, rows);
            if (digits == null) {
                return operands;
            }
            LongVector scales = (LongVector) digits.evaluate(input, rows);
            result.resize(rows.count());
            long[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = round(operands.get(row), scales.get(row));
            }
            Nulls.propagate(operands, result, rows.count());
            Nulls.propagate(scales, result, rows.count());
            return result;
        }
    }

    private static final class OfDoubles implements Evaluator {
        private final Evaluator operand;
        private final @Nullable Evaluator digits;
        private final DoubleVector result = new DoubleVector();

        OfDoubles(Arguments arguments) {
            operand = arguments.get(0);
            digits = arguments.has(1) ? arguments.get(1) : null;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            DoubleVector operands = (DoubleVector) operand.evaluate(input, rows);
            LongVector scales = digits == null ? null : (LongVector) digits.evaluate(input, rows);
            result.resize(rows.count());
            double[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = round(operands.get(row), scales == null ? 0 : scales.get(row));
            }
            Nulls.propagate(operands, result, rows.count());
            if (scales != null) {
                Nulls.propagate(scales, result, rows.count());
            }
            return result;
        }
    }
}
