package io.millrace.api.errors;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a request.
 *
 * @param target the JSON path or the parameter's name, such as {@code source.inputSchema[1].dataType}
 * @param message for the user
 */
public record Problem(String target, String message) {
    public Problem {
        requireNonNull(target);
        requireNonNull(message);
    }
}
