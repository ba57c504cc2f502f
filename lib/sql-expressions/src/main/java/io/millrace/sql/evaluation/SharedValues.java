package io.millrace.sql.evaluation;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;
import io.millrace.sql.RowProblems;
import org.jspecify.annotations.Nullable;

/**
 * A part that occurs several times in one expression: computed once in a batch and remembered. It is computed for all
 * rows, since its several places may want different ones; each place reports the problems of its own rows.
 */
public final class SharedValues implements Evaluator {
    private final Evaluator operand;
    private final EvaluationRound round;
    private final ActiveRows everyRow = new ActiveRows();
    private final RowProblems problems = new RowProblems();
    private long computedInRound = -1;
    private @Nullable Vector values;

    public SharedValues(Evaluator operand, EvaluationRound round) {
        this.operand = operand;
        this.round = round;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        Vector known = values;
        if (known == null || computedInRound != round.number()) {
            problems.reset(rows.count());
            everyRow.activateAll(rows.count(), problems);
            known = operand.evaluate(input, everyRow);
            values = known;
            computedInRound = round.number();
        }
        rows.report(problems);
        return known;
    }
}
