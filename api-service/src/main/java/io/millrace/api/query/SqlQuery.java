package io.millrace.api.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.query.QueryException.Category;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/query/sql}.
 *
 * @param parameters a value for each {@code ?} of the query
 */
record SqlQuery(
        String query,
        ResultFormat resultFormat,
        boolean header,
        boolean typesHeader,
        boolean sqlTypesHeader,
        List<Parameter> parameters) {

    /** A value as DuckDB's driver takes it. */
    record Parameter(@Nullable Object value) {}

    SqlQuery {
        parameters = List.copyOf(parameters);
    }

    /** @throws QueryException if something in the body is missing or of the wrong type */
    static SqlQuery of(ObjectNode body) {
        JsonNode query = body.path("query");
        if (!query.isTextual() || query.textValue().isBlank()) {
            throw invalid("\"query\" must be the text of a SELECT.");
        }
        return new SqlQuery(
                query.textValue(),
                ResultFormat.ofApiName(text(body, "resultFormat")),
                flag(body, "header"),
                flag(body, "typesHeader"),
                flag(body, "sqlTypesHeader"),
                parameters(body.path("parameters")));
    }

    private static @Nullable String text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid("\"" + name + "\" must be a string.");
        }
        return value.textValue();
    }

    private static boolean flag(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw invalid("\"" + name + "\" must be true or false.");
        }
        return value.asBoolean(false);
    }

    private static List<Parameter> parameters(JsonNode values) {
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (!values.isArray()) {
            throw invalid("\"parameters\" must be an array of {\"type\", \"value\"} objects.");
        }
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isObject()) {
                throw invalid(
                        "\"parameters[" + parameters.size() + "]\" must be an object with \"type\" and \"value\".");
            }
            parameters.add(new Parameter(typed(value, parameters.size())));
        }
        return parameters;
    }

    private static @Nullable Object typed(JsonNode parameter, int index) {
        String type = parameter.path("type").asText("").toUpperCase(Locale.ROOT);
        JsonNode value = parameter.path("value");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isContainerNode()) {
            throw invalid("\"parameters[" + index + "].value\" must be a string, a number or a boolean.");
        }
        try {
            return switch (type) {
                case "CHAR", "VARCHAR" -> value.asText();
                case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> Long.valueOf(value.asText());
                case "FLOAT", "REAL", "DOUBLE", "DECIMAL" -> Double.valueOf(value.asText());
                case "TIMESTAMP", "DATE" -> time(value);
                default -> untyped(value);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw invalid("\"parameters[" + index + "].value\" is not of type " + type + ": " + value);
        }
    }

    private static Object time(JsonNode value) {
        return value.isIntegralNumber()
                ? Instant.ofEpochMilli(value.longValue()).atOffset(ZoneOffset.UTC)
                : value.asText();
    }

    private static Object untyped(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        return value.isNumber() ? value.doubleValue() : value.asText();
    }

    private static QueryException invalid(String message) {
        return new QueryException(Category.INVALID_INPUT, message);
    }
}
