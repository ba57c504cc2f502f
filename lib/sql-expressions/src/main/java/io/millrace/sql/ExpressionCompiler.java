package io.millrace.sql;

import io.millrace.columns.RowSchema;
import java.time.Instant;

/** Turns SQL text into something that computes vectors. The dialect is the one of the project's docs/expressions.md. */
public final class ExpressionCompiler {
    /**
     * @param input the fields that expressions may name
     * @param currentTimestamp the value of {@code CURRENT_TIMESTAMP}
     */
    public ExpressionCompiler(RowSchema input, Instant currentTimestamp) {
        throw new UnsupportedOperationException();
    }

    /** @throws InvalidExpressionException if it is not a scalar expression over the input fields */
    public CompiledExpression scalar(String sql) {
        throw new UnsupportedOperationException();
    }

    /** @throws InvalidExpressionException if it is not a boolean expression over the input fields */
    public CompiledExpression filter(String sql) {
        throw new UnsupportedOperationException();
    }

    /** @throws InvalidExpressionException if it is not one aggregate of a scalar expression */
    public CompiledMeasure measure(String sql) {
        throw new UnsupportedOperationException();
    }

    /** Whether the text is an aggregate call, so that {@link #measure} is the way to compile it. */
    public boolean isMeasure(String sql) {
        throw new UnsupportedOperationException();
    }
}
