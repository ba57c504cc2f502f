package io.millrace.sql.compilation;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.sql.RowProblems;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.EvaluationRound;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes once what is the same in every row. Only parts without fields are computed, by the evaluators that would
 * compute them for each row; and not those that have problems, since every row has to report them.
 */
final class ConstantFolding implements Node.Visitor<Node> {
    private static final ColumnBatch NO_FIELDS = new ColumnBatch(new RowSchema(List.of()));

    private final Instant currentTimestamp;

    ConstantFolding(Instant currentTimestamp) {
        this.currentTimestamp = currentTimestamp;
    }

    Node fold(Node node) {
        Node folded = node.accept(this);
        boolean constant =
                !folded.children().isEmpty() && folded.children().stream().allMatch(child -> child instanceof Literal);
        return constant ? compute(folded) : folded;
    }

    private List<Node> foldAll(List<Node> nodes) {
        return nodes.stream().map(this::fold).toList();
    }

    private Node compute(Node node) {
        RowProblems problems = new RowProblems();
        problems.reset(1);
        ActiveRows row = new ActiveRows();
        row.activateAll(1, problems);
        Vector values = new EvaluatorBuilder(node, currentTimestamp, new EvaluationRound())
                .build(node)
                .evaluate(NO_FIELDS, row);
        return problems.any() ? node : new Literal(value(values), node.type());
    }

    private static @Nullable Object value(Vector values) {
        if (values.isNull(0)) {
            return null;
        }
        if (values instanceof LongVector longs) {
            return longs.get(0);
        }
        if (values instanceof DoubleVector doubles) {
            return doubles.get(0);
        }
        return ((BytesVector) values).string(0);
    }

    @Override
    public Node field(FieldReference node) {
        return node;
    }

    @Override
    public Node literal(Literal node) {
        return node;
    }

    @Override
    public Node cast(Cast node) {
        return new Cast(fold(node.operand()), node.type());
    }

    @Override
    public Node comparison(Comparison node) {
        return new Comparison(node.operator(), fold(node.left()), fold(node.right()));
    }

    @Override
    public Node and(And node) {
        return new And(foldAll(node.operands()));
    }

    @Override
    public Node or(Or node) {
        return new Or(foldAll(node.operands()));
    }

    @Override
    public Node not(Not node) {
        return new Not(fold(node.operand()));
    }

    @Override
    public Node nullTest(NullTest node) {
        return new NullTest(fold(node.operand()));
    }

    @Override
    public Node truthTest(TruthTest node) {
        return new TruthTest(fold(node.operand()), node.expected());
    }

    @Override
    public Node in(In node) {
        return new In(fold(node.operand()), node.values());
    }

    @Override
    public Node choice(Case node) {
        List<Branch> branches = node.branches().stream()
                .map(branch -> new Branch(fold(branch.condition()), fold(branch.result())))
                .toList();
        return new Case(branches, fold(node.otherwise()), node.type());
    }

    @Override
    public Node coalesce(Coalesce node) {
        return new Coalesce(foldAll(node.operands()), node.type());
    }

    @Override
    public Node call(Call node) {
        return new Call(node.function(), foldAll(node.arguments()), node.type());
    }
}
