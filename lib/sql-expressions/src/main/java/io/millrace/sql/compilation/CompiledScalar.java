package io.millrace.sql.compilation;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.Vector;
import io.millrace.sql.CompiledExpression;
import io.millrace.sql.ExpressionType;
import io.millrace.sql.RowProblems;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.EvaluationRound;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.tree.Node;
import java.time.Instant;

/** A tree with its evaluators. Values that no column can hold, infinite ones and NaN, leave as null with a warning. */
public final class CompiledScalar implements CompiledExpression {
    private final ExpressionType type;
    private final EvaluationRound round = new EvaluationRound();
    private final ActiveRows rows = new ActiveRows();
    private final Evaluator evaluator;
    private final DoubleVector finite = new DoubleVector();

    private CompiledScalar(Node node, Instant currentTimestamp) {
        type = node.type().expressionType();
        evaluator = new EvaluatorBuilder(node, currentTimestamp, round).build(node);
    }

    public static CompiledScalar of(Node node, Instant currentTimestamp) {
        return new CompiledScalar(new ConstantFolding(currentTimestamp).fold(node), currentTimestamp);
    }

    @Override
    public ExpressionType type() {
        return type;
    }

    @Override
    public Vector evaluate(ColumnBatch input, RowProblems problems) {
        round.next();
        rows.activateAll(input.rows(), problems);
        Vector values = evaluator.evaluate(input, rows);
        return values instanceof DoubleVector doubles && !isFinite(doubles, input.rows())
                ? finite(doubles, input.rows(), problems)
                : values;
    }

    private boolean isFinite(DoubleVector doubles, int count) {
        double[] values = doubles.values();
        for (int row = 0; row < count; row++) {
            if (!fits(values[row])) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(double value) {
        return type == ExpressionType.FLOAT ? Float.isFinite((float) value) : Double.isFinite(value);
    }

    private Vector finite(DoubleVector doubles, int count, RowProblems problems) {
        finite.resize(count);
        for (int row = 0; row < count; row++) {
            double value = doubles.get(row);
            if (doubles.isNull(row)) {
                finite.setNull(row);
            } else if (fits(value)) {
                finite.values()[row] = value;
            } else {
                finite.setNull(row);
                problems.warn(row);
            }
        }
        return finite;
    }
}
