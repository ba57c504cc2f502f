package io.millrace.sql.parsing;

import io.millrace.columns.RowSchema;
import io.millrace.sql.InvalidExpressionException;
import io.millrace.sql.functions.FunctionCatalog;
import io.millrace.sql.tree.ComparisonOperator;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.And;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.Node.Not;
import io.millrace.sql.tree.Node.NullTest;
import io.millrace.sql.tree.Node.Or;
import io.millrace.sql.tree.Node.TruthTest;
import io.millrace.sql.tree.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/** Turns the parser's tree into ours: finds fields and functions, settles types. */
final class ExpressionResolver {
    private final SourceText text;
    private final Instant currentTimestamp;
    private final FieldNames fields;
    private final Literals literals;
    private final Comparisons comparisons;
    private final FunctionCalls functions;
    private final NamedCalls namedCalls;
    private final Conditionals conditionals;
    private final TreeSize sizes = new TreeSize();
    private int depth;

    ExpressionResolver(SourceText text, RowSchema input, Instant currentTimestamp) {
        this.text = text;
        this.currentTimestamp = currentTimestamp;
        this.fields = new FieldNames(text, input);
        this.literals = new Literals(text);
        this.comparisons = new Comparisons(text);
        this.functions = new FunctionCalls(text);
        this.conditionals = new Conditionals(text, comparisons);
        this.namedCalls = new NamedCalls(text, this, functions, conditionals);
    }

    /** @throws InvalidExpressionException if it is not a scalar expression over the input fields */
    Operand resolve(SqlNode source) {
        depth++;
        if (depth > SqlReader.DEEPEST_NESTING) {
            throw text.error(
                    source, "The expression is nested more than " + SqlReader.DEEPEST_NESTING + " levels deep");
        }
        Node node = node(source);
        if (sizes.of(node) > TreeSize.MOST_NODES) {
            throw text.error(
                    source, "The expression is too large: CASE, NULLIF or BETWEEN repeat a part of it too often");
        }
        depth--;
        return new Operand(source, node);
    }

    private List<Operand> resolveAll(List<SqlNode> sources) {
        List<Operand> operands = new ArrayList<>();
        for (SqlNode source : sources) {
            operands.add(resolve(source));
        }
        return operands;
    }

    /** @param what how the error names the place */
    Node bool(SqlNode source, String what) {
        Operand operand = resolve(source);
        if (operand.type() != ValueType.BOOLEAN && operand.type() != ValueType.NULL) {
            throw text.error(
                    source,
                    what + " must be BOOLEAN, but this is " + FunctionCalls.describe(operand.type())
                            + "; compare it with something");
        }
        return operand.as(ValueType.BOOLEAN);
    }

    private Node node(SqlNode source) {
        if (source instanceof SqlLiteral literal) {
            return literals.resolve(literal);
        }
        if (source instanceof SqlIdentifier identifier) {
            return identifier(identifier);
        }
        if (source instanceof SqlCase choice) {
            return choice(choice);
        }
        if (source instanceof SqlCall call) {
            return call(call);
        }
        throw text.error(source, "This is not supported in expressions");
    }

    private Node identifier(SqlIdentifier identifier) {
        if (identifier.isSimple() && !identifier.isComponentQuoted(0)) {
            String word = identifier.getSimple().toUpperCase(Locale.ROOT);
            if (word.equals("CURRENT_TIMESTAMP")) {
                return new Literal(currentTimestamp.toEpochMilli(), ValueType.TIMESTAMP);
            }
            if (word.equals("CURRENT_DATE") || word.equals("PI")) {
                throw notSupportedYet(identifier, word);
            }
        }
        return fields.find(identifier);
    }

    private Node choice(SqlCase choice) {
        List<Node> conditions = new ArrayList<>();
        for (SqlNode condition : choice.getWhenOperands()) {
            conditions.add(bool(condition, "The condition after WHEN"));
        }
        List<Operand> results = resolveAll(choice.getThenOperands().getList());
        SqlNode otherwise = choice.getElseOperand();
        results.add(otherwise == null ? new Operand(choice, Literal.nullOf(ValueType.NULL)) : resolve(otherwise));
        return conditionals.choice(choice, conditions, results);
    }

    private Node call(SqlCall call) {
        return switch (call.getKind()) {
            case AND -> new And(logical(call, SqlKind.AND));
            case OR -> new Or(logical(call, SqlKind.OR));
            case NOT -> new Not(bool(call.operand(0), "What follows NOT"));
            case EQUALS -> comparison(call, ComparisonOperator.EQUAL);
            case NOT_EQUALS -> comparison(call, ComparisonOperator.NOT_EQUAL);
            case LESS_THAN -> comparison(call, ComparisonOperator.LESS);
            case LESS_THAN_OR_EQUAL -> comparison(call, ComparisonOperator.LESS_OR_EQUAL);
            case GREATER_THAN -> comparison(call, ComparisonOperator.GREATER);
            case GREATER_THAN_OR_EQUAL -> comparison(call, ComparisonOperator.GREATER_OR_EQUAL);
            case IS_NULL -> new NullTest(resolve(call.operand(0)).node());
            case IS_NOT_NULL -> new Not(new NullTest(resolve(call.operand(0)).node()));
            case IS_TRUE -> truthTest(call, true);
            case IS_NOT_TRUE -> new Not(truthTest(call, true));
            case IS_FALSE -> truthTest(call, false);
            case IS_NOT_FALSE -> new Not(truthTest(call, false));
            case BETWEEN -> between(call);
            case IN, NOT_IN -> in(call);
            case LIKE -> like(call);
            case CAST, SAFE_CAST -> cast(call);
            default -> arithmeticOrFunction(call);
        };
    }

    /** The operands of a chain such as {@code a AND b AND c}, which counts as one level however long. */
    private List<Node> logical(SqlCall call, SqlKind kind) {
        List<Node> operands = new ArrayList<>();
        for (SqlNode each : chain(call, kind, call.getOperator().getName())) {
            operands.add(bool(each, "What " + kind + " joins"));
        }
        return operands;
    }

    private static List<SqlNode> chain(SqlCall call, SqlKind kind, String operator) {
        List<SqlNode> reversed = new ArrayList<>();
        SqlNode rest = call;
        while (rest instanceof SqlCall link
                && link.getKind() == kind
                && link.getOperator().getName().equals(operator)
                && link.operandCount() == 2) {
            reversed.add(link.operand(1));
            rest = link.operand(0);
        }
        reversed.add(rest);
        List<SqlNode> operands = new ArrayList<>();
        for (int i = reversed.size() - 1; i >= 0; i--) {
            operands.add(reversed.get(i));
        }
        return operands;
    }

    private Node comparison(SqlCall call, ComparisonOperator operator) {
        return comparisons.compare(call, operator, resolve(call.operand(0)), resolve(call.operand(1)));
    }

    private Node truthTest(SqlCall call, boolean expected) {
        return new TruthTest(bool(call.operand(0), "What comes before IS " + (expected ? "TRUE" : "FALSE")), expected);
    }

    private Node between(SqlCall call) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
            throw text.error(call, "BETWEEN SYMMETRIC is not supported");
        }
        Operand value = resolve(call.operand(0));
        Node within = new And(List.of(
                comparisons.compare(call, ComparisonOperator.GREATER_OR_EQUAL, value, resolve(call.operand(1))),
                comparisons.compare(call, ComparisonOperator.LESS_OR_EQUAL, value, resolve(call.operand(2)))));
        return operator.isNegated() ? new Not(within) : within;
    }

    private Node in(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList elements)) {
            throw text.error(call.operand(1), "Queries are not allowed here: list the values after IN");
        }
        Node member = comparisons.in(resolve(call.operand(0)), resolveAll(elements.getList()));
        return call.getKind() == SqlKind.NOT_IN ? new Not(member) : member;
    }

    private Node like(SqlCall call) {
        SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
        if (!operator.isCaseSensitive()) {
            throw text.error(call, "ILIKE is not supported: write LOWER(...) LIKE ...");
        }
        Node match = catalogCall(FunctionCatalog.LIKE, "LIKE", call, resolveAll(call.getOperandList()));
        return operator.isNegated() ? new Not(match) : match;
    }

    private Node cast(SqlCall call) {
        if (call.getKind() == SqlKind.SAFE_CAST) {
            throw text.error(
                    call,
                    "There is no " + call.getOperator().getName()
                            + ": CAST itself gives NULL for what cannot be converted");
        }
        Operand operand = resolve(call.operand(0));
        SqlDataTypeSpec type = call.operand(1);
        return conditionals.cast(call, operand, type);
    }

    private Node arithmeticOrFunction(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        switch (call.getKind()) {
            case PLUS, MINUS, TIMES, DIVIDE -> {
                return operator(call, call.getOperator().getName());
            }
            case MINUS_PREFIX -> {
                return catalogCall(FunctionCatalog.NEGATE, "-", call, resolveAll(operands));
            }
            case PLUS_PREFIX -> {
                return positive(call);
            }
            case TRIM -> {
                return trim(call);
            }
            case EXTRACT -> {
                return extract(call);
            }
            case FLOOR, CEIL -> {
                return floorOrCeiling(call);
            }
            case LITERAL_CHAIN -> {
                return literalChain(operands);
            }
            default -> {
                return switch (call.getOperator().getName()) {
                    case "%" -> operator(call, FunctionCatalog.REMAINDER);
                    case "||" ->
                        catalogCall(
                                FunctionCatalog.CONCATENATE, "||", call, resolveAll(chain(call, call.getKind(), "||")));
                    default -> namedCalls.resolve(call);
                };
            }
        }
    }

    private Node operator(SqlCall call, String name) {
        return catalogCall(name, "'" + name + "'", call, resolveAll(call.getOperandList()));
    }

    private Node positive(SqlCall call) {
        Operand operand = resolve(call.operand(0));
        if (!operand.type().isNumber()) {
            throw text.error(call, "'+' needs a number, but this is " + FunctionCalls.describe(operand.type()));
        }
        return operand.node();
    }

    private Node trim(SqlCall call) {
        SqlLiteral side = call.operand(0);
        Operand characters = resolve(call.operand(1));
        Operand trimmed = resolve(call.operand(2));
        String name = switch (side.getValueAs(SqlTrimFunction.Flag.class)) {
            case BOTH -> "BTRIM";
            case LEADING -> "LTRIM";
            case TRAILING -> "RTRIM";
        };
        return catalogCall(name, "TRIM", call, List.of(trimmed, characters));
    }

    private Node extract(SqlCall call) {
        return catalogCall(
                FunctionCatalog.EXTRACT_FROM,
                "EXTRACT",
                call,
                List.of(unit(call.operand(0)), resolve(call.operand(1))));
    }

    private Node floorOrCeiling(SqlCall call) {
        String name = call.getOperator().getName();
        if (call.operandCount() == 1) {
            return catalogCall(name, name, call, resolveAll(call.getOperandList()));
        }
        if (call.getKind() == SqlKind.CEIL) {
            throw notSupportedYet(call, "CEIL(... TO unit)");
        }
        return catalogCall(
                FunctionCatalog.FLOOR_TO, "FLOOR", call, List.of(resolve(call.operand(0)), unit(call.operand(1))));
    }

    private Operand unit(SqlNode unit) {
        if (!(unit instanceof SqlIntervalQualifier qualifier)) {
            throw text.error(unit, "A unit of time is needed here, such as HOUR or DAY");
        }
        String name = qualifier.timeFrameName != null ? qualifier.timeFrameName : qualifier.timeUnitRange.name();
        return new Operand(unit, new Literal(name, ValueType.STRING));
    }

    private static Node literalChain(List<SqlNode> parts) {
        StringBuilder joined = new StringBuilder();
        for (SqlNode part : parts) {
            joined.append(((SqlCharStringLiteral) part).getValueAs(String.class));
        }
        return new Literal(joined.toString(), ValueType.STRING);
    }

    private Node catalogCall(String name, String shownName, SqlNode source, List<Operand> arguments) {
        return functions.resolve(FunctionCatalog.find(name).orElseThrow(), shownName, source, arguments);
    }

    private InvalidExpressionException notSupportedYet(SqlNode at, String what) {
        return text.error(at, what + " is not supported yet");
    }
}
