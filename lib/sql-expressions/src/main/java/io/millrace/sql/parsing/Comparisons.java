package io.millrace.sql.parsing;

import io.millrace.sql.text.NumberText;
import io.millrace.sql.text.Utf8;
import io.millrace.sql.tree.ComparisonOperator;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.Call;
import io.millrace.sql.tree.Node.Comparison;
import io.millrace.sql.tree.Node.In;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.Node.Or;
import io.millrace.sql.tree.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** Comparisons and membership, with what mixed types mean. */
final class Comparisons {
    private final SourceText text;

    Comparisons(SourceText text) {
        this.text = text;
    }

    Node compare(SqlNode source, ComparisonOperator operator, Operand left, Operand right) {
        if (left.isNull() || right.isNull()) {
            return Literal.nullOf(ValueType.BOOLEAN);
        }
        ValueType leftType = left.type();
        ValueType rightType = right.type();
        if (rightType == ValueType.STRING && leftType != ValueType.STRING) {
            return compare(source, operator.mirrored(), right, left);
        }
        if (leftType == ValueType.JSON || rightType == ValueType.JSON) {
            throw text.error(source, "JSON cannot be compared; functions of JSON are not supported yet");
        }
        if (leftType == ValueType.STRING && rightType != ValueType.STRING) {
            return compareText(operator, left, right);
        }
        return new Comparison(operator, left.node(), right.node());
    }

    private static Node compareText(ComparisonOperator operator, Operand left, Operand right) {
        if (right.type().isTime()) {
            Node time = new Call("TIME_PARSE", List.of(left.node()), ValueType.TIMESTAMP);
            return new Comparison(operator, time, right.node());
        }
        if (right.type() == ValueType.BOOLEAN) {
            return new Comparison(operator, left.as(ValueType.BOOLEAN), right.node());
        }
        if (left.node() instanceof Literal literal && literal.value() instanceof String constant) {
            Literal number = number(constant);
            return number.isNull() ? Literal.nullOf(ValueType.BOOLEAN) : new Comparison(operator, number, right.node());
        }
        return new Comparison(operator, left.node(), right.node());
    }

    private static Literal number(String constant) {
        byte[] bytes = Utf8.encode(constant);
        NumberText number = new NumberText();
        return switch (number.parse(bytes, 0, bytes.length)) {
            case INTEGER -> new Literal(number.integer(), ValueType.LONG);
            case FRACTION -> new Literal(number.fraction(), ValueType.DOUBLE);
            case NOT_A_NUMBER -> Literal.nullOf(ValueType.DOUBLE);
        };
    }

    /** {@code operand IN (elements)}: TRUE on a match, else null if any comparison is. */
    Node in(Operand operand, List<Operand> elements) {
        if (operand.isNull()) {
            return Literal.nullOf(ValueType.BOOLEAN);
        }
        List<Literal> constants = new ArrayList<>();
        List<Node> alternatives = new ArrayList<>();
        for (Operand element : elements) {
            if (element.isNull()) {
                alternatives.add(Literal.nullOf(ValueType.BOOLEAN));
            } else if (isLookedUp(operand, element)) {
                constants.add((Literal) element.node());
            } else {
                alternatives.add(compare(element.source(), ComparisonOperator.EQUAL, operand, element));
            }
        }
        if (!constants.isEmpty()) {
            alternatives.add(0, new In(operand.node(), constants));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Or(alternatives);
    }

    private static boolean isLookedUp(Operand operand, Operand element) {
        ValueType type = operand.type();
        return element.node() instanceof Literal
                && element.type() == type
                && (type == ValueType.STRING || type.isLong());
    }
}
