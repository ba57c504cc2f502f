package io.millrace.sql.evaluation;

/** Counts the batches that an expression has been computed for. */
public final class EvaluationRound {
    private long number;

    public void next() {
        number++;
    }

    long number() {
        return number;
    }
}
