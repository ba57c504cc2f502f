package io.millrace.api.query;

import io.millrace.api.query.QueryException.Category;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shapes of a result (Polaris contract, section 11c). */
enum ResultFormat {
    OBJECT("object", "application/json"),
    ARRAY("array", "application/json"),
    OBJECT_LINES("objectLines", "text/plain"),
    ARRAY_LINES("arrayLines", "text/plain"),
    CSV("csv", "text/csv");

    final String apiName;
    final String contentType;

    ResultFormat(String apiName, String contentType) {
        this.apiName = apiName;
        this.contentType = contentType;
    }

    static ResultFormat ofApiName(@Nullable String name) {
        if (name == null) {
            return OBJECT;
        }
        return Arrays.stream(values())
                .filter(format -> format.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new QueryException(
                        Category.INVALID_INPUT,
                        "resultFormat \"" + name + "\" is not one of "
                                + Arrays.stream(values())
                                        .map(format -> format.apiName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
