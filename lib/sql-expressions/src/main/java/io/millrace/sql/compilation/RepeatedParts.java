package io.millrace.sql.compilation;

import io.millrace.sql.tree.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the parts of a tree that occur more than once and are worth remembering. */
final class RepeatedParts {
    private final Map<Node, Integer> occurrences = new HashMap<>();

    private RepeatedParts() {}

    static Set<Node> of(Node root) {
        RepeatedParts parts = new RepeatedParts();
        parts.count(root);
        Set<Node> repeated = new HashSet<>(parts.occurrences.keySet());
        repeated.removeIf(node -> parts.occurrences.getOrDefault(node, 0) < 2);
        return repeated;
    }

    private void count(Node node) {
        if (node.children().isEmpty()) {
            return;
        }
        int times = occurrences.merge(node, 1, Integer::sum);
        if (times == 1) {
            node.children().forEach(this::count);
        }
    }
}
