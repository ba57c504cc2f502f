package io.millrace.sql.parsing;

import io.millrace.sql.tree.Node;
import java.util.IdentityHashMap;

/**
 * Counts the nodes of trees as if no part were shared. BETWEEN, NULLIF and CASE with an operand use a part several times,
 * so a few of them inside each other make a small text a very large tree.
 */
final class TreeSize {
    static final long MOST_NODES = 50_000;

    private final IdentityHashMap<Node, Long> known = new IdentityHashMap<>();

    /** The number of nodes. Quick if the parts have been asked about before. */
    long of(Node node) {
        Long size = known.get(node);
        if (size != null) {
            return size;
        }
        long counted = 1;
        for (Node child : node.children()) {
            counted += of(child);
        }
        known.put(node, counted);
        return counted;
    }
}
