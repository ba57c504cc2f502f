package io.millrace.sql.parsing;

import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.Cast;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.ValueType;
import org.apache.calcite.sql.SqlNode;

/** A resolved part of an expression, with the place in the text that it comes from. */
record Operand(SqlNode source, Node node) {
    ValueType type() {
        return node.type();
    }

    boolean isNull() {
        return node instanceof Literal literal && literal.isNull();
    }

    /** The same as another type, to which there must be a conversion. */
    Node as(ValueType type) {
        if (node.type() == type) {
            return node;
        }
        return isNull() ? Literal.nullOf(type) : new Cast(node, type);
    }
}
