package io.millrace.sql.parsing;

import io.millrace.columns.RowSchema;
import io.millrace.sql.InvalidExpressionException;
import io.millrace.sql.tree.Measure;
import io.millrace.sql.tree.Measure.Function;
import io.millrace.sql.tree.ValueType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;

/** Turns the parser's tree of one aggregate call into ours. */
final class MeasureResolver {
    private final SourceText text;
    private final ExpressionResolver expressions;

    MeasureResolver(SourceText text, RowSchema input, Instant currentTimestamp) {
        this.text = text;
        this.expressions = new ExpressionResolver(text, input, currentTimestamp);
    }

    /** Whether there is an aggregate anywhere. */
    static boolean hasAggregate(SqlNode source) {
        // Long chains of operators are deep trees, so this does not recurse.
        Deque<SqlNode> rest = new ArrayDeque<>(List.of(source));
        while (!rest.isEmpty()) {
            SqlNode node = rest.pop();
            if (node instanceof SqlCall call) {
                if (KnownNames.isAggregate(nameOf(call))) {
                    return true;
                }
                call.getOperandList().stream().filter(Objects::nonNull).forEach(rest::push);
            } else if (node instanceof SqlNodeList list) {
                list.getList().stream().filter(Objects::nonNull).forEach(rest::push);
            }
        }
        return false;
    }

    private static String nameOf(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    Measure resolve(SqlNode source) {
        if (source instanceof SqlCall call && call.getKind() == SqlKind.FILTER) {
            throw text.error(call, "FILTER is not supported yet");
        }
        if (!(source instanceof SqlCall call) || !KnownNames.MEASURES.contains(nameOf(call))) {
            throw notAnAggregate(source);
        }
        if (call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT) {
            throw distinct(call);
        }
        return measure(call, Function.valueOf(nameOf(call)));
    }

    private InvalidExpressionException distinct(SqlCall call) {
        String reason = nameOf(call).equals("COUNT")
                ? "is not supported yet"
                : "cannot be used at ingestion, since its results do not merge";
        return text.error(call, nameOf(call) + "(DISTINCT ...) " + reason);
    }

    private InvalidExpressionException notAnAggregate(SqlNode source) {
        if (source instanceof SqlCall call
                && KnownNames.isToCome(nameOf(call))
                && KnownNames.isAggregate(nameOf(call))) {
            return text.error(source, nameOf(call) + " is not supported yet");
        }
        // Resolving it finds the aggregate that does not stand alone, or a worse mistake, and where it is.
        expressions.resolve(source);
        return text.error(source, "A measure must be one aggregate, such as COUNT(*), SUM(...), MIN(...) or MAX(...)");
    }

    private Measure measure(SqlCall call, Function function) {
        if (call.operandCount() != 1) {
            throw text.error(call, function + " takes 1 argument, but " + FunctionCalls.given(call.operandCount()));
        }
        if (call.operand(0) instanceof SqlIdentifier identifier && identifier.isStar()) {
            if (function != Function.COUNT || identifier.names.size() > 1) {
                throw text.error(identifier, "'*' is only allowed in COUNT(*)");
            }
            return new Measure(function, Optional.empty());
        }
        Operand argument = expressions.resolve(call.operand(0));
        if (function != Function.COUNT) {
            checkNumeric(function, argument);
        }
        return new Measure(
                function,
                Optional.of(argument.type() == ValueType.NULL ? argument.as(ValueType.LONG) : argument.node()));
    }

    private void checkNumeric(Function function, Operand argument) {
        ValueType type = argument.type();
        boolean ordered = function != Function.SUM && type.isTime();
        if (!type.isNumber() && !ordered && type != ValueType.NULL) {
            throw text.error(
                    argument.source(),
                    function + " needs a number, but this is " + FunctionCalls.describe(type)
                            + FunctionCalls.advice(type, ValueType.DOUBLE, true));
        }
    }
}
