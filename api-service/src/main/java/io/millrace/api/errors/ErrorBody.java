package io.millrace.api.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success. The vendor documents two shapes, the flat one and the same below
 * {@code error}; clients of either find what they look for (contract, 13.1).
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ErrorBody(
        Inner error,
        String code,
        String message,
        @Nullable String target,
        List<Inner> details,
        @Nullable String requestId) {

    /** The part that both shapes share. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Inner(
            String code, String message, @Nullable String target, List<Inner> details) {}

    /** @param requestId null leaves it out; the log has it as well */
    public static ErrorBody of(
            ApiErrorCode code,
            String message,
            @Nullable String target,
            List<Problem> problems,
            @Nullable String requestId) {
        List<Inner> details = problems.stream()
                .map(problem -> new Inner(code.apiName(), problem.message(), problem.target(), List.of()))
                .toList();
        Inner inner = new Inner(code.apiName(), message, target, details);
        return new ErrorBody(inner, code.apiName(), message, target, details, requestId);
    }
}
