package io.millrace.sql;

import io.millrace.columns.RowSchema;
import io.millrace.sql.compilation.CompiledScalar;
import io.millrace.sql.compilation.Measures;
import io.millrace.sql.parsing.ExpressionParser;
import java.time.Instant;

/** Turns SQL text into something that computes vectors. The dialect is the one of the project's docs/expressions.md. */
public final class ExpressionCompiler {
    private final ExpressionParser parser;
    private final Instant currentTimestamp;

    /**
     * @param input the fields that expressions may name
     * @param currentTimestamp the value of {@code CURRENT_TIMESTAMP}
     */
    public ExpressionCompiler(RowSchema input, Instant currentTimestamp) {
        this.parser = new ExpressionParser(input, currentTimestamp);
        this.currentTimestamp = currentTimestamp;
    }

    /** @throws InvalidExpressionException if it is not a scalar expression over the input fields */
    public CompiledExpression scalar(String sql) {
        return CompiledScalar.of(parser.scalar(sql), currentTimestamp);
    }

    /** @throws InvalidExpressionException if it is not a boolean expression over the input fields */
    public CompiledExpression filter(String sql) {
        return CompiledScalar.of(parser.filter(sql), currentTimestamp);
    }

    /** @throws InvalidExpressionException if it is not one aggregate of a scalar expression */
    public CompiledMeasure measure(String sql) {
        return Measures.compile(parser.measure(sql), currentTimestamp);
    }

    /**
     * Whether the text is an aggregate call, so that {@link #measure} is the way to compile it. Also true for text that
     * has an aggregate somewhere inside, which {@link #measure} then refuses with the reason.
     */
    public boolean isMeasure(String sql) {
        return parser.isMeasure(sql);
    }
}
