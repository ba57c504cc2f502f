package io.millrace.pipeline;

import java.util.List;

/** A job that cannot run as it is written. */
public final class InvalidJobException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * One thing that is wrong.
     *
     * @param target the JSON path in the job's request, such as {@code mappings[2].expression}
     * @param message for the user; for expressions with position, excerpt and caret
     */
    public record Problem(String target, String message) {}

    private final transient List<Problem> problems;

    public InvalidJobException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
