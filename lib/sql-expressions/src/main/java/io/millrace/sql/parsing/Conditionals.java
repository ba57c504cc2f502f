package io.millrace.sql.parsing;

import io.millrace.sql.InvalidExpressionException;
import io.millrace.sql.operators.Conversions;
import io.millrace.sql.tree.ComparisonOperator;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.Case;
import io.millrace.sql.tree.Node.Case.Branch;
import io.millrace.sql.tree.Node.Coalesce;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;

/** CASE, COALESCE, NULLIF and CAST: what chooses among values or changes their type. */
final class Conditionals {
    private final SourceText text;
    private final Comparisons comparisons;

    Conditionals(SourceText text, Comparisons comparisons) {
        this.text = text;
        this.comparisons = comparisons;
    }

    /** @param results one more than conditions: the last is what ELSE gives */
    Node choice(SqlNode source, List<Node> conditions, List<Operand> results) {
        ValueType type = commonType("CASE", source, results);
        if (type == ValueType.NULL) {
            return Literal.nullOf(type);
        }
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            branches.add(new Branch(conditions.get(i), results.get(i).as(type)));
        }
        return new Case(branches, results.get(conditions.size()).as(type), type);
    }

    Node coalesce(SqlNode source, List<Operand> operands) {
        ValueType type = commonType("COALESCE", source, operands);
        if (type == ValueType.NULL) {
            return Literal.nullOf(type);
        }
        List<Node> nodes = operands.stream().map(operand -> operand.as(type)).toList();
        return nodes.size() == 1 ? nodes.get(0) : new Coalesce(nodes, type);
    }

    Node nullIf(SqlNode source, Operand value, Operand unwanted) {
        if (value.isNull()) {
            return value.node();
        }
        Node equal = comparisons.compare(source, ComparisonOperator.EQUAL, value, unwanted);
        return new Case(List.of(new Branch(equal, Literal.nullOf(value.type()))), value.node(), value.type());
    }

    private ValueType commonType(String name, SqlNode source, List<Operand> operands) {
        List<ValueType> types = operands.stream().map(Operand::type).toList();
        return TypeRules.common(types).orElseThrow(() -> {
            Set<ValueType> different = new TreeSet<>(types);
            different.remove(ValueType.NULL);
            return text.error(
                    source,
                    "The results of " + name + " have types that do not go together: " + different
                            + "; CAST them to one");
        });
    }

    Node cast(SqlCall source, Operand operand, SqlDataTypeSpec specification) {
        ValueType type = type(specification);
        if (!Conversions.exists(operand.type(), type)) {
            throw noConversion(source, operand, type);
        }
        return operand.as(type);
    }

    private InvalidExpressionException noConversion(SqlNode source, Operand operand, ValueType type) {
        String advice = operand.type() == ValueType.JSON ? "; functions of JSON are not supported yet" : "";
        return text.error(source, "There is no conversion from " + operand.type() + " to " + type + advice);
    }

    private ValueType type(SqlDataTypeSpec specification) {
        if (specification.getTypeNameSpec() instanceof SqlCollectionTypeNameSpec) {
            throw text.error(specification, "Arrays are not supported yet");
        }
        String name = specification.getTypeName().toString();
        return TypeRules.byName(name)
                .orElseThrow(() -> text.error(
                        specification,
                        "There is no type " + name
                                + ": take VARCHAR, BIGINT, DOUBLE, FLOAT, BOOLEAN, TIMESTAMP or DATE"));
    }
}
