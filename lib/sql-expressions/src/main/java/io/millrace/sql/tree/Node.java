package io.millrace.sql.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed expression. Nodes carry no positions and are compared by value, so equal parts of an expression are
 * recognised as such. Types are already settled: operands have been cast to what their parent needs.
 */
public sealed interface Node {
    ValueType type();

    <R> R accept(Visitor<R> visitor);

    /** The nodes that this one computes from, in order. */
    List<Node> children();

    /** An input field. */
    record FieldReference(int column, String name, ValueType type) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.field(this);
        }

        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /**
     * A constant: {@link Long} for the types held as longs (booleans as 1 and 0), {@link Double} for the fractional
     * ones, {@link String} for strings.
     */
    record Literal(@Nullable Object value, ValueType type) implements Node {
        public static Literal nullOf(ValueType type) {
            return new Literal(null, type);
        }

        public static Literal ofBoolean(boolean value) {
            return new Literal(value ? 1L : 0L, ValueType.BOOLEAN);
        }

        public boolean isNull() {
            return value == null;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }

        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** The operand as another type. */
    record Cast(Node operand, ValueType type) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cast(this);
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /**
     * A comparison of two strings, of two values held as longs, or of two numbers of any kind; or of a string on the
     * left with a number on the right.
     */
    record Comparison(ComparisonOperator operator, Node left, Node right) implements Node {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comparison(this);
        }

        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    /** TRUE if all are; operands after a FALSE are not looked at. */
    record And(List<Node> operands) implements Node {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }

        @Override
        public List<Node> children() {
            return operands;
        }
    }

    /** TRUE if any is; operands after a TRUE are not looked at. */
    record Or(List<Node> operands) implements Node {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }

        @Override
        public List<Node> children() {
            return operands;
        }
    }

    record Not(Node operand) implements Node {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** {@code IS NULL}; never null itself. */
    record NullTest(Node operand) implements Node {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nullTest(this);
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** {@code IS TRUE} or {@code IS FALSE}; never null itself. */
    record TruthTest(Node operand, boolean expected) implements Node {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.truthTest(this);
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** Whether the operand, a string or something held as longs, is one of the values, all of its type and not null. */
    record In(Node operand, List<Literal> values) implements Node {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** The result of the first branch whose condition is TRUE; what comes after it is not looked at. */
    record Case(List<Branch> branches, Node otherwise, ValueType type) implements Node {
        public record Branch(Node condition, Node result) {}

        public Case {
            branches = List.copyOf(branches);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.choice(this);
        }

        @Override
        public List<Node> children() {
            List<Node> children = new ArrayList<>();
            for (Branch branch : branches) {
                children.add(branch.condition());
                children.add(branch.result());
            }
            children.add(otherwise);
            return children;
        }
    }

    /** The first that is not null; what comes after it is not looked at. */
    record Coalesce(List<Node> operands, ValueType type) implements Node {
        public Coalesce {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.coalesce(this);
        }

        @Override
        public List<Node> children() {
            return operands;
        }
    }

    /** A function or arithmetic operator of the catalog, by its name there. */
    record Call(String function, List<Node> arguments, ValueType type) implements Node {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }

        @Override
        public List<Node> children() {
            return arguments;
        }
    }

    /** One pass over the tree; a new kind of node must be met by all of them. */
    interface Visitor<R> {
        R field(FieldReference node);

        R literal(Literal node);

        R cast(Cast node);

        R comparison(Comparison node);

        R and(And node);

        R or(Or node);

        R not(Not node);

        R nullTest(NullTest node);

        R truthTest(TruthTest node);

        R in(In node);

        R choice(Case node);

        R coalesce(Coalesce node);

        R call(Call node);
    }
}
