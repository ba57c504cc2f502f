package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;
import io.millrace.sql.time.CalendarUnit;

/** Conversions among numbers, booleans and times. */
final class BetweenNumbers {
    private BetweenNumbers() {}

    /** Towards zero; what is too large becomes the largest, NaN becomes 0. */
    static final class ToLong implements Evaluator {
        private final Evaluator operand;
        private final LongVector result = new LongVector();

        ToLong(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            DoubleVector operands = (DoubleVector) operand.evaluate(input, rows);
            double[] values = operands.values();
            result.resize(rows.count());
            long[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = (long) values[row];
            }
            Nulls.propagate(operands, result, rows.count());
            return result;
        }
    }

    static final class ToDouble implements Evaluator {
        private final Evaluator operand;
        private final DoubleVector result = new DoubleVector();

        ToDouble(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            LongVector operands = (LongVector) operand.evaluate(input, rows);
            long[] values = operands.values();
            result.resize(rows.count());
            double[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = values[row];
            }
            Nulls.propagate(operands, result, rows.count());
            return result;
        }
    }

    /** TRUE for what is not 0. */
    static final class ToBoolean implements Evaluator {
        private final Evaluator operand;
        private final LongVector result = new LongVector();

        ToBoolean(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            LongVector operands = (LongVector) operand.evaluate(input, rows);
            long[] values = operands.values();
            result.resize(rows.count());
            long[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = values[row] != 0 ? 1 : 0;
            }
            Nulls.propagate(operands, result, rows.count());
            return result;
        }
    }

    /** The midnight in UTC at or before a time. */
    static final class ToDate implements Evaluator {
        private final Evaluator operand;
        private final LongVector result = new LongVector();

        ToDate(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            LongVector operands = (LongVector) operand.evaluate(input, rows);
            long[] values = operands.values();
            result.resize(rows.count());
            long[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = CalendarUnit.DAY.floor(values[row]);
            }
            Nulls.propagate(operands, result, rows.count());
            return result;
        }
    }
}
