package io.millrace.sql.operators;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.text.NumberText;
import io.millrace.sql.text.Utf8;
import io.millrace.sql.time.TimestampWriter;

/** Conversions to text. */
final class ToText {
    private ToText() {}

    /** What reads longs: only the writing of one value differs. */
    private abstract static class FromLongs implements Evaluator {
        private final Evaluator operand;
        private final BytesVector result = new BytesVector();

        FromLongs(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public final Vector evaluate(ColumnBatch input, ActiveRows rows) {
            LongVector operands = (LongVector) operand.evaluate(input, rows);
            result.clear();
            for (int row = 0; row < rows.count(); row++) {
                if (operands.isNull(row)) {
                    result.appendNull();
                } else {
                    append(operands.get(row), result);
                }
            }
            return result;
        }

        abstract void append(long value, BytesVector results);
    }

    static final class OfLongs extends FromLongs {
        OfLongs(Evaluator operand) {
            super(operand);
        }

        @Override
        void append(long value, BytesVector results) {
            NumberText.append(value, results);
        }
    }

    static final class OfBooleans extends FromLongs {
        private static final byte[] TRUE = Utf8.encode("true");
        private static final byte[] FALSE = Utf8.encode("false");

        OfBooleans(Evaluator operand) {
            super(operand);
        }

        @Override
        void append(long value, BytesVector results) {
            results.append(value != 0 ? TRUE : FALSE);
        }
    }

    /** {@code yyyy-MM-dd HH:mm:ss}, or the date alone. */
    static final class OfTimes extends FromLongs {
        private final boolean withTime;

        OfTimes(Evaluator operand, boolean withTime) {
            super(operand);
            this.withTime = withTime;
        }

        @Override
        void append(long value, BytesVector results) {
            int start = results.begin(TimestampWriter.MOST_BYTES);
            int end = TimestampWriter.write(value, withTime, results.data(), start);
            results.finish(end - start);
        }
    }

    /** As Java writes doubles. */
    static final class OfDoubles implements Evaluator {
        private final Evaluator operand;
        private final BytesVector result = new BytesVector();

        OfDoubles(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            DoubleVector operands = (DoubleVector) operand.evaluate(input, rows);
            result.clear();
            for (int row = 0; row < rows.count(); row++) {
                if (operands.isNull(row) || !rows.isActive(row)) {
                    result.appendNull();
                } else {
                    result.append(Double.toString(operands.get(row)));
                }
            }
            return result;
        }
    }
}
