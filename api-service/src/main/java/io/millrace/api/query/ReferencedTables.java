package io.millrace.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.api.query.QueryException.Category;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which names a query reads from, as DuckDB's own parser sees it. Refuses everything that is not one SELECT, and every
 * function in FROM that could look beyond the project's tables.
 */
final class ReferencedTables {
    private static final Set<String> HARMLESS_TABLE_FUNCTIONS = Set.of("unnest", "range", "generate_series");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> commonTableExpressions = new LinkedHashSet<>();

    private ReferencedTables() {}

    /** Every name in FROM. One that a common table expression has may mean a table too, elsewhere in the query. */
    Set<String> names() {
        return names;
    }

    /** Whether the name may also be that of a common table expression. */
    boolean mayBeDefinedByTheQuery(String name) {
        return commonTableExpressions.contains(name);
    }

    /** @throws QueryException if it is anything but one SELECT over tables */
    static ReferencedTables of(Connection duckdb, String sql) throws SQLException {
        JsonNode tree = parse(duckdb, sql);
        if (tree.path("error").asBoolean()) {
            throw unparsable(tree, sql);
        }
        if (tree.path("statements").size() != 1) {
            throw new QueryException(Category.INVALID_INPUT, "Send one statement at a time.");
        }
        ReferencedTables referenced = new ReferencedTables();
        referenced.visit(tree);
        return referenced;
    }

    private static JsonNode parse(Connection duckdb, String sql) throws SQLException {
        try (PreparedStatement statement = duckdb.prepareStatement("SELECT CAST(json_serialize_sql(?) AS VARCHAR)")) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return JSON.readTree(result.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new SQLException("DuckDB returned a syntax tree that is not JSON", e);
        }
    }

    private static QueryException unparsable(JsonNode tree, String sql) {
        if (!"parser".equals(tree.path("error_type").asText())) {
            return new QueryException(
                    Category.INVALID_INPUT, "Only SELECT is possible here; tables are written by ingestion jobs.");
        }
        String message =
                "The SQL cannot be parsed: " + tree.path("error_message").asText();
        String position = tree.path("position").asText("");
        return new QueryException(
                Category.INVALID_INPUT, position.isEmpty() ? message : message + "\n" + caret(sql, position));
    }

    private static String caret(String sql, String position) {
        int at = Math.min(Integer.parseInt(position), sql.length());
        int lineStart = sql.lastIndexOf('\n', at - 1) + 1;
        int lineEnd = sql.indexOf('\n', at) < 0 ? sql.length() : sql.indexOf('\n', at);
        int line = (int) sql.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return "line " + line + ", column " + (at - lineStart + 1) + ":\n" + sql.substring(lineStart, lineEnd) + "\n"
                + " ".repeat(at - lineStart) + "^";
    }

    private void visit(JsonNode node) {
        switch (node.path("type").asText("")) {
            case "BASE_TABLE" -> names.add(node.path("table_name").asText());
            case "TABLE_FUNCTION" ->
                requireHarmless(node.path("function").path("function_name").asText());
            case "SHOW_REF" ->
                throw new QueryException(Category.INVALID_INPUT, "SHOW and DESCRIBE are not possible here.");
            default -> {}
        }
        node.path("cte_map")
                .path("map")
                .forEach(entry -> commonTableExpressions.add(entry.path("key").asText()));
        node.forEach(this::visit);
    }

    private static void requireHarmless(String function) {
        if (!HARMLESS_TABLE_FUNCTIONS.contains(function.toLowerCase(Locale.ROOT))) {
            throw new QueryException(
                    Category.INVALID_INPUT,
                    "The function \"" + function + "\" is not possible in FROM: only the project's tables are.");
        }
    }
}
