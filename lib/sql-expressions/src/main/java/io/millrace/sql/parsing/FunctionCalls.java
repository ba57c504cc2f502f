package io.millrace.sql.parsing;

import io.millrace.sql.InvalidExpressionException;
import io.millrace.sql.functions.FunctionDefinition;
import io.millrace.sql.functions.Parameter;
import io.millrace.sql.functions.Signature;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.Call;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/** Finds the way to call a function that fits its arguments, and says what is wrong if there is none. */
final class FunctionCalls {
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");
    private static final Set<ValueType> NUMBERS = Set.of(ValueType.LONG, ValueType.DOUBLE);

    private final SourceText text;

    FunctionCalls(SourceText text) {
        this.text = text;
    }

    /** @param shownName how the user wrote it */
    Call resolve(FunctionDefinition function, String shownName, SqlNode source, List<Operand> arguments) {
        List<ValueType> types = arguments.stream().map(Operand::type).toList();
        for (Signature signature : function.signatures()) {
            if (signature.accepts(types)) {
                return call(function, signature, arguments);
            }
        }
        throw explain(function, shownName, source, arguments);
    }

    private Call call(FunctionDefinition function, Signature signature, List<Operand> arguments) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = signature.parameter(i);
            Operand argument = arguments.get(i);
            if (parameter.isConstant()) {
                checkConstant(parameter, argument);
            }
            nodes.add(argument.as(parameter.type()));
        }
        return new Call(function.name(), nodes, signature.result());
    }

    private void checkConstant(Parameter parameter, Operand argument) {
        if (!(argument.node() instanceof Literal literal)) {
            throw text.error(argument.source(), "This argument must be a literal, known before any row is read");
        }
        Object value = literal.value();
        if (value == null) {
            if (!parameter.optional()) {
                throw text.error(argument.source(), "This argument must not be NULL");
            }
            return;
        }
        try {
            parameter.check(value);
        } catch (IllegalArgumentException refused) {
            throw text.error(argument.source(), String.valueOf(refused.getMessage()));
        }
    }

    private InvalidExpressionException explain(
            FunctionDefinition function, String shownName, SqlNode source, List<Operand> arguments) {
        List<Signature> fitting = function.signatures().stream()
                .filter(signature -> signature.takes(arguments.size()))
                .toList();
        if (fitting.isEmpty()) {
            return text.error(source, shownName + " takes " + arity(function) + ", but " + given(arguments.size()));
        }
        for (int i = 0; i < arguments.size(); i++) {
            Operand argument = arguments.get(i);
            int index = i;
            if (fitting.stream().noneMatch(each -> each.parameter(index).accepts(argument.type()))) {
                return mismatch(shownName, fitting, argument, index, arguments.size());
            }
        }
        return text.error(source, shownName + " does not take these arguments together");
    }

    private InvalidExpressionException mismatch(
            String shownName, List<Signature> signatures, Operand argument, int index, int count) {
        ValueType wanted =
                signatures.get(signatures.size() - 1).parameter(index).type();
        String what = NUMBERS.contains(wanted) && signatures.size() > 1 ? "a number" : describe(wanted);
        String place = count == 1 ? "" : " as its " + ORDINALS.get(Math.min(index, ORDINALS.size() - 1)) + " argument";
        return text.error(
                argument.source(),
                shownName + " needs " + what + place + ", but this is " + describe(argument.type())
                        + advice(argument.type(), wanted, signatures.size() > 1));
    }

    static String describe(ValueType type) {
        return type == ValueType.NULL ? "NULL" : "a " + type;
    }

    /** How to make one type of another, as the end of a sentence. */
    static String advice(ValueType from, ValueType to, boolean anyNumber) {
        if (to.isTime() && from == ValueType.STRING) {
            return "; use TIME_PARSE to read it";
        }
        if (to.isTime() && from == ValueType.LONG) {
            return "; use MILLIS_TO_TIMESTAMP to convert it";
        }
        if (from.isTime() && to.isNumber()) {
            return "; use TIMESTAMP_TO_MILLIS to have a number";
        }
        if (from == ValueType.JSON) {
            return "; functions of JSON are not supported yet";
        }
        if (from.isTime() && to == ValueType.STRING) {
            return "; write CAST(... AS VARCHAR) to have text";
        }
        if (to == ValueType.BOOLEAN) {
            return "; compare it with something";
        }
        if (to.isNumber() && from != ValueType.NULL) {
            boolean longWanted = to == ValueType.LONG || (anyNumber && from == ValueType.BOOLEAN);
            return "; write CAST(... AS " + (longWanted ? "BIGINT" : "DOUBLE") + ") if that is meant";
        }
        return "";
    }

    private static String arity(FunctionDefinition function) {
        int least = function.signatures().stream()
                .mapToInt(Signature::leastArguments)
                .min()
                .orElse(0);
        int most = function.signatures().stream()
                .mapToInt(Signature::mostArguments)
                .max()
                .orElse(0);
        if (most == Integer.MAX_VALUE) {
            return "at least " + arguments(least);
        }
        return least == most ? arguments(least) : least + " to " + arguments(most);
    }

    private static String arguments(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }

    static String given(int count) {
        return switch (count) {
            case 0 -> "none is given";
            case 1 -> "1 is given";
            default -> count + " are given";
        };
    }
}
