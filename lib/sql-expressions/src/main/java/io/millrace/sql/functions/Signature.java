package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.tree.ValueType;
import java.util.List;

/** One way to call a function, and what computes it then. Optional parameters come last. */
public record Signature(List<Parameter> parameters, boolean repeatsLast, ValueType result, Factory factory) {
    /** Makes the evaluator of one call. */
    public interface Factory {
        Evaluator create(Arguments arguments);
    }

    public Signature {
        parameters = List.copyOf(parameters);
    }

    /** Whether so many arguments can be given. */
    public boolean takes(int arguments) {
        return arguments >= leastArguments() && arguments <= mostArguments();
    }

    public int leastArguments() {
        return (int)
                parameters.stream().filter(parameter -> !parameter.optional()).count();
    }

    public int mostArguments() {
        return repeatsLast ? Integer.MAX_VALUE : parameters.size();
    }

    public Parameter parameter(int argument) {
        return parameters.get(Math.min(argument, parameters.size() - 1));
    }

    /** Whether arguments of these types fit. */
    public boolean accepts(List<ValueType> types) {
        if (!takes(types.size())) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!parameter(i).accepts(types.get(i))) {
                return false;
            }
        }
        return true;
    }
}
