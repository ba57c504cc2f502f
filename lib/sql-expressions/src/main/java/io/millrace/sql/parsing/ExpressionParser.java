package io.millrace.sql.parsing;

import io.millrace.columns.RowSchema;
import io.millrace.sql.InvalidExpressionException;
import io.millrace.sql.tree.Measure;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.ValueType;
import java.time.Instant;
import org.apache.calcite.sql.SqlNode;

/** From SQL text to typed trees. */
public final class ExpressionParser {
    private final RowSchema input;
    private final Instant currentTimestamp;

    public ExpressionParser(RowSchema input, Instant currentTimestamp) {
        this.input = input;
        this.currentTimestamp = currentTimestamp;
    }

    /** @throws InvalidExpressionException if it is not a scalar expression over the input fields */
    public Node scalar(String sql) {
        SourceText text = new SourceText(sql);
        Operand operand = resolver(text).resolve(new SqlReader(text).read());
        return operand.type() == ValueType.NULL ? operand.as(ValueType.STRING) : operand.node();
    }

    /** @throws InvalidExpressionException if it is not a boolean expression over the input fields */
    public Node filter(String sql) {
        SourceText text = new SourceText(sql);
        return resolver(text).bool(new SqlReader(text).read(), "A filter");
    }

    /** @throws InvalidExpressionException if it is not one aggregate of a scalar expression */
    public Measure measure(String sql) {
        SourceText text = new SourceText(sql);
        SqlNode source = new SqlReader(text).read();
        return new MeasureResolver(text, input, currentTimestamp).resolve(source);
    }

    /** Whether there is an aggregate in the text; not if it cannot even be parsed. */
    public boolean isMeasure(String sql) {
        try {
            return MeasureResolver.hasAggregate(new SqlReader(new SourceText(sql)).read());
        } catch (InvalidExpressionException unreadable) {
            return false;
        }
    }

    private ExpressionResolver resolver(SourceText text) {
        return new ExpressionResolver(text, input, currentTimestamp);
    }
}
