package io.millrace.api.query;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST …/query/sql}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SqlQuery(
        @Nullable String query,
        @Nullable String resultFormat,
        @Nullable Boolean header,
        @Nullable Boolean typesHeader,
        @Nullable Boolean sqlTypesHeader,
        @Nullable Map<String, Object> context,
        @Nullable List<Parameter> parameters) {

    /**
     * A value for a {@code ?} of the query.
     *
     * @param type an SQL type name; null: as the JSON value is
     */
    record Parameter(@Nullable String type, @Nullable Object value) {}
}
