package io.millrace.sql.operators;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;
import io.millrace.sql.text.ByteStringSet;
import java.util.Arrays;
import java.util.List;

/** IN a list of constants. */
public final class Membership {
    private Membership() {}

    public static Evaluator ofTexts(Evaluator operand, List<byte[]> members) {
        return new OfTexts(operand, new ByteStringSet(members));
    }

    public static Evaluator ofLongs(Evaluator operand, long[] members) {
        return new OfLongs(operand, members);
    }

    private static final class OfTexts implements Evaluator {
        private final Evaluator operand;
        private final ByteStringSet members;
        private final LongVector result = new LongVector();

        OfTexts(Evaluator operand, ByteStringSet members) {
            this.operand = operand;
            this.members = members;
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            BytesVector texts = (BytesVector) operand.evaluate(input, rows);
            byte[] data = texts.data();
            result.resize(rows.count());
            long[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = members.contains(data, texts.offset(row), texts.length(row)) ? 1 : 0;
            }
            Nulls.propagate(texts, result, rows.count());
            return result;
        }
    }

    private static final class OfLongs implements Evaluator {
        private final Evaluator operand;
        private final long[] sortedMembers;
        private final LongVector result = new LongVector();

        OfLongs(Evaluator operand, long[] members) {
            this.operand = operand;
            this.sortedMembers = members.clone();
            Arrays.sort(sortedMembers);
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            LongVector operands = (LongVector) operand.evaluate(input, rows);
            long[] values = operands.values();
            result.resize(rows.count());
            long[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                results[row] = Arrays.binarySearch(sortedMembers, values[row]) >= 0 ? 1 : 0;
            }
            Nulls.propagate(operands, result, rows.count());
            return result;
        }
    }
}
