package io.millrace.sql.compilation;

import io.millrace.sql.evaluation.ConstantValues;
import io.millrace.sql.evaluation.EvaluationRound;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.FieldValues;
import io.millrace.sql.evaluation.SharedValues;
import io.millrace.sql.functions.Arguments;
import io.millrace.sql.functions.FunctionCatalog;
import io.millrace.sql.functions.Signature;
import io.millrace.sql.operators.AllAndAny;
import io.millrace.sql.operators.Choice;
import io.millrace.sql.operators.Comparisons;
import io.millrace.sql.operators.Conversions;
import io.millrace.sql.operators.FirstNonNull;
import io.millrace.sql.operators.Membership;
import io.millrace.sql.operators.Negated;
import io.millrace.sql.operators.NullTests;
import io.millrace.sql.operators.TruthTests;
import io.millrace.sql.text.Utf8;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.And;
import io.millrace.sql.tree.Node.Call;
import io.millrace.sql.tree.Node.Case;
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
import io.millrace.sql.tree.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the evaluators of one tree. Parts that occur more than once become one evaluator that remembers its values. */
final class EvaluatorBuilder implements Node.Visitor<Evaluator> {
    private final Instant currentTimestamp;
    private final EvaluationRound round;
    private final Set<Node> repeated;
    private final Map<Node, Evaluator> shared = new HashMap<>();

    EvaluatorBuilder(Node root, Instant currentTimestamp, EvaluationRound round) {
        this.currentTimestamp = currentTimestamp;
        this.round = round;
        this.repeated = RepeatedParts.of(root);
    }

    Evaluator build(Node node) {
        if (!repeated.contains(node)) {
            return node.accept(this);
        }
        Evaluator known = shared.get(node);
        if (known == null) {
            known = new SharedValues(node.accept(this), round);
            shared.put(node, known);
        }
        return known;
    }

    private List<Evaluator> buildAll(List<Node> nodes) {
        return nodes.stream().map(this::build).toList();
    }

    @Override
    public Evaluator field(FieldReference node) {
        return new FieldValues(node.column());
    }

    @Override
    public Evaluator literal(Literal node) {
        return ConstantValues.of(node);
    }

    @Override
    public Evaluator cast(Cast node) {
        return Conversions.of(build(node.operand()), node.operand().type(), node.type());
    }

    @Override
    public Evaluator comparison(Comparison node) {
        return Comparisons.of(
                node.operator(),
                build(node.left()),
                node.left().type(),
                build(node.right()),
                node.right().type());
    }

    @Override
    public Evaluator and(And node) {
        return AllAndAny.and(buildAll(node.operands()), isWorthSkipping(node.operands()));
    }

    @Override
    public Evaluator or(Or node) {
        return AllAndAny.or(buildAll(node.operands()), isWorthSkipping(node.operands()));
    }

    private static boolean isWorthSkipping(List<Node> operands) {
        return operands.stream().skip(1).anyMatch(operand -> !CheapParts.isCheap(operand));
    }

    @Override
    public Evaluator not(Not node) {
        return new Negated(build(node.operand()));
    }

    @Override
    public Evaluator nullTest(NullTest node) {
        return new NullTests(build(node.operand()));
    }

    @Override
    public Evaluator truthTest(TruthTest node) {
        return new TruthTests(build(node.operand()), node.expected());
    }

    @Override
    public Evaluator in(In node) {
        Evaluator operand = build(node.operand());
        if (node.operand().type().isBytes()) {
            return Membership.ofTexts(
                    operand,
                    node.values().stream()
                            .map(value -> Utf8.encode(String.valueOf(value.value())))
                            .toList());
        }
        return Membership.ofLongs(
                operand,
                node.values().stream()
                        .mapToLong(value -> value.value() instanceof Long number ? number : 0)
                        .toArray());
    }

    @Override
    public Evaluator choice(Case node) {
        List<Evaluator> conditions = node.branches().stream()
                .map(branch -> build(branch.condition()))
                .toList();
        List<Node> results = new ArrayList<>();
        node.branches().forEach(branch -> results.add(branch.result()));
        results.add(node.otherwise());
        return new Choice(conditions, buildAll(results), node.type());
    }

    @Override
    public Evaluator coalesce(Coalesce node) {
        return new FirstNonNull(buildAll(node.operands()), node.type());
    }

    @Override
    public Evaluator call(Call node) {
        List<ValueType> types = node.arguments().stream().map(Node::type).toList();
        Signature signature = FunctionCatalog.find(node.function()).orElseThrow().signatures().stream()
                .filter(each -> each.accepts(types))
                .findFirst()
                .orElseThrow();
        return signature
                .factory()
                .create(new Arguments(node.arguments(), buildAll(node.arguments()), currentTimestamp));
    }
}
