package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.ConstantValues;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.tree.ValueType;
import java.util.List;

/** CASE: the result of the first branch whose condition is TRUE. Branches that no row takes are not computed. */
public final class Choice implements Evaluator {
    private final Evaluator[] conditions;
    private final Evaluator[] results;
    private final ActiveRows undecided = new ActiveRows();
    private final ActiveRows chosen = new ActiveRows();
    private final Vector[] branchValues;
    private final Vector result;
    private int[] branchOfRow = new int[0];

    /** @param results one more than conditions: the last is what ELSE gives */
    public Choice(List<Evaluator> conditions, List<Evaluator> results, ValueType type) {
        this.conditions = conditions.toArray(Evaluator[]::new);
        this.results = results.toArray(Evaluator[]::new);
        this.branchValues = new Vector[results.size()];
        this.result = ConstantValues.emptyVector(type);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        if (branchOfRow.length < rows.count()) {
            branchOfRow = new int[rows.count()];
        }
        undecided.narrow(rows);
        for (int branch = 0; branch < conditions.length; branch++) {
            decide(branch, input, rows);
        }
        int otherwise = conditions.length;
        for (int row = 0; row < rows.count(); row++) {
            if (undecided.isActive(row)) {
                branchOfRow[row] = otherwise;
            } else if (!rows.isActive(row)) {
                branchOfRow[row] = Gathering.NONE;
            }
        }
        evaluateBranch(otherwise, undecided, input);
        Gathering.gather(branchValues, branchOfRow, rows.count(), result);
        return result;
    }

    /** Finds the rows that take a branch, and computes its result for them. */
    private void decide(int branch, ColumnBatch input, ActiveRows rows) {
        if (!undecided.any()) {
            return;
        }
        LongVector truths = (LongVector) conditions[branch].evaluate(input, undecided);
        chosen.narrow(undecided);
        for (int row = 0; row < rows.count(); row++) {
            if (truths.get(row) == 0 || truths.isNull(row)) {
                chosen.deactivate(row);
            } else if (undecided.isActive(row)) {
                branchOfRow[row] = branch;
                undecided.deactivate(row);
            }
        }
        evaluateBranch(branch, chosen, input);
    }

    private void evaluateBranch(int branch, ActiveRows wanted, ColumnBatch input) {
        if (wanted.any()) {
            branchValues[branch] = results[branch].evaluate(input, wanted);
        }
    }
}
