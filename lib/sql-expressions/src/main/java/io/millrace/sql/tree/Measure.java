package io.millrace.sql.tree;

import java.util.Optional;

/** An aggregate of a scalar expression; only {@code COUNT(*)} has no argument. */
public record Measure(Function function, Optional<Node> argument) {
    public enum Function {
        COUNT,
        SUM,
        MIN,
        MAX
    }
}
