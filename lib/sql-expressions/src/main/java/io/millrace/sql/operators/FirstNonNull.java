package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.ConstantValues;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.tree.ValueType;
import java.util.List;

/** COALESCE. Operands that no row needs are not computed. */
public final class FirstNonNull implements Evaluator {
    private final Evaluator[] operands;
    private final ActiveRows undecided = new ActiveRows();
    private final Vector[] values;
    private final Vector result;
    private int[] operandOfRow = new int[0];

    public FirstNonNull(List<Evaluator> operands, ValueType type) {
        this.operands = operands.toArray(Evaluator[]::new);
        this.values = new Vector[operands.size()];
        this.result = ConstantValues.emptyVector(type);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        Vector first = operands[0].evaluate(input, rows);
        if (!first.hasNulls()) {
            return first;
        }
        values[0] = first;
        startWith(first, rows);
        for (int i = 1; i < operands.length && undecided.any(); i++) {
            values[i] = operands[i].evaluate(input, undecided);
            decide(i, rows.count());
        }
        Gathering.gather(values, operandOfRow, rows.count(), result);
        return result;
    }

    private void startWith(Vector first, ActiveRows rows) {
        if (operandOfRow.length < rows.count()) {
            operandOfRow = new int[rows.count()];
        }
        undecided.narrow(rows);
        for (int row = 0; row < rows.count(); row++) {
            operandOfRow[row] = 0;
            if (!first.isNull(row)) {
                undecided.deactivate(row);
            }
        }
    }

    private void decide(int operand, int count) {
        for (int row = 0; row < count; row++) {
            if (undecided.isActive(row) && !values[operand].isNull(row)) {
                operandOfRow[row] = operand;
                undecided.deactivate(row);
            }
        }
    }
}
