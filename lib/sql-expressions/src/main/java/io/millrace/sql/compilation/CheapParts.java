package io.millrace.sql.compilation;

import io.millrace.sql.functions.FunctionCatalog;
import io.millrace.sql.tree.Node;
import io.millrace.sql.tree.Node.Call;
import io.millrace.sql.tree.Node.Case;
import io.millrace.sql.tree.Node.Cast;
import io.millrace.sql.tree.Node.Coalesce;
import io.millrace.sql.tree.Node.Comparison;
import java.util.Set;

/** Tells the parts that never have problems with a row and cost less than finding out whether they are needed. */
final class CheapParts {
    private static final Set<String> CHEAP_FUNCTIONS =
            Set.of(FunctionCatalog.ADD, FunctionCatalog.SUBTRACT, FunctionCatalog.MULTIPLY, FunctionCatalog.NEGATE);

    private CheapParts() {}

    static boolean isCheap(Node node) {
        return isCheapItself(node) && node.children().stream().allMatch(CheapParts::isCheap);
    }

    private static boolean isCheapItself(Node node) {
        if (node instanceof Call call) {
            return CHEAP_FUNCTIONS.contains(call.function());
        }
        if (node instanceof Cast cast) {
            return cast.operand().type().isNumber() && cast.type().isNumber();
        }
        if (node instanceof Comparison comparison) {
            return comparison.left().type().isBytes()
                    == comparison.right().type().isBytes();
        }
        return !(node instanceof Case) && !(node instanceof Coalesce);
    }
}
