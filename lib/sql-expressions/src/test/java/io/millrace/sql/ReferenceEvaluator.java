package io.millrace.sql;

import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.And;
import io.millrace.sql.tree.Node.Call;
import io.millrace.sql.tree.Node.Case;
import io.millrace.sql.tree.Node.Case.Branch;
import io.millrace.sql.tree.Node.Cast;
import io.millrace.sql.tree.Node.Coalesce;
import io.millrace.sql.tree.Node.Comparison;
import io.millrace.sql.tree.Node.FieldReference;
import io.millrace.sql.tree.Node.In;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.Node.Not;
import io.millrace.sql.tree.Node.NullTest;
import io.millrace.sql.tree.Node.Or;
import io.millrace.sql.tree.Node.TruthTest;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the tree, one row at a time and as plainly as can be: Java's own strings, decimals and dates, nothing of
 * the vector code. Slow and obvious, to compare with.
 */
final class ReferenceEvaluator implements Node.Visitor<Optional<Object>> {
    private final @Nullable Object[] row;
    private boolean warned;

    private ReferenceEvaluator(@Nullable Object[] row) {
        this.row = row;
    }

    /** A value and whether the row was warned of. */
    record Outcome(@Nullable Object value, boolean warned) {}

    static Outcome evaluate(Node node, @Nullable Object[] row) {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(row);
        Object value = evaluator.valueOf(node);
        if (value instanceof Double number) {
            boolean fits = node.type().expressionType() == ExpressionType.FLOAT
                    ? Float.isFinite(number.floatValue())
                    : Double.isFinite(number);
            return fits ? new Outcome(number, evaluator.warned) : new Outcome(null, true);
        }
        return new Outcome(value, evaluator.warned);
    }

    private @Nullable Object valueOf(Node node) {
        return node.accept(this).orElse(null);
    }

    private @Nullable Boolean truthOf(Node node) {
        Long value = (Long) valueOf(node);
        return value == null ? null : Boolean.valueOf(value == 1);
    }

    private static @Nullable Object bool(@Nullable Boolean value) {
        return value == null ? null : value ? 1L : 0L;
    }

    @Override
    public Optional<Object> field(FieldReference node) {
        return Optional.ofNullable(fieldOf(node));
    }

    private @Nullable Object fieldOf(FieldReference node) {
        return row[node.column()];
    }

    @Override
    public Optional<Object> literal(Literal node) {
        return Optional.ofNullable(literalOf(node));
    }

    private @Nullable Object literalOf(Literal node) {
        return node.value();
    }

    @Override
    public Optional<Object> cast(Cast node) {
        return Optional.ofNullable(castOf(node));
    }

    private @Nullable Object castOf(Cast node) {
        Object value = valueOf(node.operand());
        return value == null
                ? null
                : ReferenceConversions.convert(value, node.operand().type(), node.type());
    }

    @Override
    public Optional<Object> comparison(Comparison node) {
        return Optional.ofNullable(comparisonOf(node));
    }

    private @Nullable Object comparisonOf(Comparison node) {
        Object left = valueOf(node.left());
        Object right = valueOf(node.right());
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof String a && right instanceof String b) {
            return bool(holds(node, Integer.signum(a.compareTo(b))));
        }
        Number a = left instanceof String text ? ReferenceConversions.number(text) : (Number) left;
        if (a == null) {
            return null;
        }
        Number b = (Number) right;
        if (isNaN(a) || isNaN(b)) {
            return bool(node.operator().name().equals("NOT_EQUAL"));
        }
        return bool(holds(node, order(a, b)));
    }

    private static boolean isNaN(Number number) {
        return number instanceof Double value && value.isNaN();
    }

    private static int order(Number a, Number b) {
        if (Double.isInfinite(a.doubleValue()) || Double.isInfinite(b.doubleValue())) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        return exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.doubleValue());
    }

    private static boolean holds(Comparison node, int order) {
        return switch (node.operator()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    @Override
    public Optional<Object> and(And node) {
        return Optional.ofNullable(andOf(node));
    }

    private @Nullable Object andOf(And node) {
        boolean sawNull = false;
        for (Node operand : node.operands()) {
            Boolean value = truthOf(operand);
            if (value == null) {
                sawNull = true;
            } else if (!value) {
                return 0L;
            }
        }
        return sawNull ? null : 1L;
    }

    @Override
    public Optional<Object> or(Or node) {
        return Optional.ofNullable(orOf(node));
    }

    private @Nullable Object orOf(Or node) {
        boolean sawNull = false;
        for (Node operand : node.operands()) {
            Boolean value = truthOf(operand);
            if (value == null) {
                sawNull = true;
            } else if (value) {
                return 1L;
            }
        }
        return sawNull ? null : 0L;
    }

    @Override
    public Optional<Object> not(Not node) {
        return Optional.ofNullable(notOf(node));
    }

    private @Nullable Object notOf(Not node) {
        Boolean value = truthOf(node.operand());
        return value == null ? null : bool(!value);
    }

    @Override
    public Optional<Object> nullTest(NullTest node) {
        return Optional.ofNullable(nullTestOf(node));
    }

    private @Nullable Object nullTestOf(NullTest node) {
        return bool(valueOf(node.operand()) == null);
    }

    @Override
    public Optional<Object> truthTest(TruthTest node) {
        return Optional.ofNullable(truthTestOf(node));
    }

    private @Nullable Object truthTestOf(TruthTest node) {
        return bool(Objects.equals(truthOf(node.operand()), node.expected()));
    }

    @Override
    public Optional<Object> in(In node) {
        return Optional.ofNullable(inOf(node));
    }

    private @Nullable Object inOf(In node) {
        Object value = valueOf(node.operand());
        if (value == null) {
            return null;
        }
        return bool(node.values().stream().anyMatch(literal -> value.equals(literal.value())));
    }

    @Override
    public Optional<Object> choice(Case node) {
        return Optional.ofNullable(choiceOf(node));
    }

    private @Nullable Object choiceOf(Case node) {
        for (Branch branch : node.branches()) {
            if (Objects.equals(truthOf(branch.condition()), true)) {
                return valueOf(branch.result());
            }
        }
        return valueOf(node.otherwise());
    }

    @Override
    public Optional<Object> coalesce(Coalesce node) {
        return Optional.ofNullable(coalesceOf(node));
    }

    private @Nullable Object coalesceOf(Coalesce node) {
        for (Node operand : node.operands()) {
            Object value = valueOf(operand);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    @Override
    public Optional<Object> call(Call node) {
        return Optional.ofNullable(callOf(node));
    }

    private @Nullable Object callOf(Call node) {
        @Nullable
        Object[] arguments = node.arguments().stream().map(this::valueOf).toArray();
        Object value = ReferenceFunctions.call(node.function(), arguments);
        if (value == ReferenceFunctions.WARNING) {
            warned = true;
            return null;
        }
        return value;
    }
}
