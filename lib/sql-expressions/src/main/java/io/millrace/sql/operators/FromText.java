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
import io.millrace.sql.time.TimestampText;

/** Conversions from text: NULL where the text does not fit. */
final class FromText {
    private FromText() {}

    /** What gives longs: only the reading of one text differs. */
    private abstract static class ToLongs implements Evaluator {
        private final Evaluator operand;
        private final LongVector result = new LongVector();

        ToLongs(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public final Vector evaluate(ColumnBatch input, ActiveRows rows) {
            BytesVector texts = (BytesVector) operand.evaluate(input, rows);
            byte[] data = texts.data();
            result.resize(rows.count());
            long[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                if (texts.isNull(row) || !rows.isActive(row) || !read(data, texts.offset(row), texts.length(row))) {
                    result.setNull(row);
                } else {
                    results[row] = value();
                }
            }
            return result;
        }

        abstract boolean read(byte[] data, int offset, int length);

        /** The value read last. */
        abstract long value();
    }

    /** Integers as they are, decimal numbers cut towards zero; none that is too large for a long. */
    static final class ToLong extends ToLongs {
        private final NumberText number = new NumberText();
        private long value;

        ToLong(Evaluator operand) {
            super(operand);
        }

        @Override
        boolean read(byte[] data, int offset, int length) {
            switch (number.parse(data, offset, length)) {
                case INTEGER -> {
                    value = number.integer();
                    return true;
                }
                case FRACTION -> {
                    value = (long) number.fraction();
                    return number.fraction() >= -0x1p63 && number.fraction() < 0x1p63;
                }
                case NOT_A_NUMBER -> {
                    return false;
                }
            }
            return false;
        }

        @Override
        long value() {
            return value;
        }
    }

    /** {@code true} and {@code false} in any case; numbers by whether they are 0 once cut to an integer. */
    static final class ToBoolean extends ToLongs {
        private static final byte[] TRUE = Utf8.encode("true");
        private static final byte[] FALSE = Utf8.encode("false");

        private final NumberText number = new NumberText();
        private long value;

        ToBoolean(Evaluator operand) {
            super(operand);
        }

        @Override
        boolean read(byte[] data, int offset, int length) {
            if (Utf8.equalsIgnoringAsciiCase(data, offset, length, TRUE)) {
                value = 1;
                return true;
            }
            value = 0;
            return Utf8.equalsIgnoringAsciiCase(data, offset, length, FALSE) || readNumber(data, offset, length);
        }

        private boolean readNumber(byte[] data, int offset, int length) {
            NumberText.Kind kind = number.parse(data, offset, length);
            long integer = kind == NumberText.Kind.INTEGER ? number.integer() : (long) number.fraction();
            value = integer != 0 ? 1 : 0;
            return kind != NumberText.Kind.NOT_A_NUMBER;
        }

        @Override
        long value() {
            return value;
        }
    }

    /** As TIME_PARSE in UTC. */
    static final class ToTimestamp extends ToLongs {
        private final TimestampText reader = new TimestampText();
        private long value;

        ToTimestamp(Evaluator operand) {
            super(operand);
        }

        @Override
        boolean read(byte[] data, int offset, int length) {
            value = reader.parse(data, offset, length);
            return value != TimestampText.INVALID;
        }

        @Override
        long value() {
            return value;
        }
    }

    /** In Java's syntax of doubles. */
    static final class ToDouble implements Evaluator {
        private final Evaluator operand;
        private final NumberText number = new NumberText();
        private final DoubleVector result = new DoubleVector();

        ToDouble(Evaluator operand) {
            this.operand = operand;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            BytesVector texts = (BytesVector) operand.evaluate(input, rows);
            byte[] data = texts.data();
            result.resize(rows.count());
            double[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                boolean wanted = rows.isActive(row) && !texts.isNull(row);
                NumberText.Kind kind = wanted
                        ? number.parse(data, texts.offset(row), texts.length(row))
                        : NumberText.Kind.NOT_A_NUMBER;
                switch (kind) {
                    case INTEGER -> results[row] = number.integer();
                    case FRACTION -> results[row] = number.fraction();
                    case NOT_A_NUMBER -> result.setNull(row);
                }
            }
            return result;
        }
    }
}
