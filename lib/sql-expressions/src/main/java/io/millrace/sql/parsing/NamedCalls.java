package io.millrace.sql.parsing;

import io.millrace.sql.InvalidExpressionException;
import io.millrace.sql.functions.FunctionCatalog;
import io.millrace.sql.functions.FunctionDefinition;
import io.millrace.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Calls of functions by name, and everything that is no expression of the dialect at all. */
final class NamedCalls {
    private final SourceText text;
    private final ExpressionResolver resolver;
    private final FunctionCalls functions;
    private final Conditionals conditionals;

    NamedCalls(SourceText text, ExpressionResolver resolver, FunctionCalls functions, Conditionals conditionals) {
        this.text = text;
        this.resolver = resolver;
        this.functions = functions;
        this.conditionals = conditionals;
    }

    Node resolve(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (KnownNames.isAggregate(name) || isAroundAggregate(call)) {
            throw aggregateInside(call);
        }
        if (call.getKind().belongsTo(SqlKind.QUERY)) {
            throw text.error(call, "Queries are not allowed here: write an expression only");
        }
        if (call.getKind() == SqlKind.ROW) {
            throw text.error(call, "A list of values is only allowed after IN");
        }
        if (KnownNames.isToCome(name)) {
            throw text.error(call, name + " is not supported yet");
        }
        if (call.getFunctionQuantifier() != null) {
            throw text.error(call, call.getFunctionQuantifier() + " is only allowed in aggregates");
        }
        Optional<FunctionDefinition> function =
                FunctionCatalog.names().contains(name) ? FunctionCatalog.find(name) : Optional.empty();
        if (function.isPresent()) {
            return functions.resolve(function.get(), name, call, arguments(call));
        }
        return switch (name) {
            case "COALESCE" -> conditionals.coalesce(call, atLeastOne(name, call));
            case "NVL" -> conditionals.coalesce(call, exactlyTwo(name, call));
            case "NULLIF" -> nullIf(call, exactlyTwo(name, call));
            default -> throw unknown(call, name);
        };
    }

    private static boolean isAroundAggregate(SqlCall call) {
        return switch (call.getKind()) {
            case FILTER, OVER, WITHIN_GROUP, WITHIN_DISTINCT, RESPECT_NULLS, IGNORE_NULLS -> true;
            default -> false;
        };
    }

    private InvalidExpressionException aggregateInside(SqlCall call) {
        SqlCall aggregate = call;
        while (isAroundAggregate(aggregate) && aggregate.operand(0) instanceof SqlCall inner) {
            aggregate = inner;
        }
        String name = aggregate.getOperator().getName().toUpperCase(Locale.ROOT);
        return text.error(
                aggregate,
                Optional.ofNullable(KnownNames.REFUSED_AGGREGATES.get(name))
                        .orElse(name + " is an aggregate and must stand alone, as the whole expression of a measure:"
                                + " compute with measures in the query"));
    }

    private List<Operand> arguments(SqlCall call) {
        List<Operand> arguments = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            arguments.add(resolver.resolve(operand));
        }
        return arguments;
    }

    private List<Operand> atLeastOne(String name, SqlCall call) {
        if (call.operandCount() == 0) {
            throw text.error(call, name + " takes at least 1 argument, but none is given");
        }
        return arguments(call);
    }

    private List<Operand> exactlyTwo(String name, SqlCall call) {
        if (call.operandCount() != 2) {
            throw text.error(call, name + " takes 2 arguments, but " + FunctionCalls.given(call.operandCount()));
        }
        return arguments(call);
    }

    private Node nullIf(SqlCall call, List<Operand> operands) {
        return conditionals.nullIf(call, operands.get(0), operands.get(1));
    }

    private InvalidExpressionException unknown(SqlCall call, String name) {
        if (!(call.getOperator() instanceof SqlFunction)) {
            return text.error(call, name + " is not supported in expressions");
        }
        return text.error(
                call, "There is no function " + name + Suggestions.didYouMean(name, KnownNames.callable(), ""));
    }
}
