package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.Literal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of one call as its factory sees them: already of the types of the signature. */
public record Arguments(List<Node> nodes, List<Evaluator> evaluators, Instant currentTimestamp) {
    public Arguments {
        nodes = List.copyOf(nodes);
        evaluators = List.copyOf(evaluators);
    }

    Evaluator get(int index) {
        return evaluators.get(index);
    }

    boolean has(int index) {
        return index < nodes.size();
    }

    /** The value of an argument that must be a literal; null if it is not given or {@code NULL}. */
    @Nullable
    String text(int index) {
        return (String) value(index);
    }

    /** As {@link #text}, for a literal held as a long. */
    @Nullable
    Long number(int index) {
        return (Long) value(index);
    }

    /** Whether the argument is a literal. */
    boolean isLiteral(int index) {
        return nodes.get(index) instanceof Literal;
    }

    private @Nullable Object value(int index) {
        return has(index) && nodes.get(index) instanceof Literal literal ? literal.value() : null;
    }
}
