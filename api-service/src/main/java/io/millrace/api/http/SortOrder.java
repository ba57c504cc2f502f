package io.millrace.api.http;

import io.millrace.api.errors.ApiException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which column of the database a list is sorted, and in which direction. Both are ours, never the client's text, so
 * they may be put into SQL.
 */
public record SortOrder(String column, boolean descending) {
    /**
     * @param columns the contract's column names with those of the database
     * @throws ApiException if a parameter is unknown
     */
    public static SortOrder of(
            @Nullable String column, @Nullable String order, Map<String, String> columns, String defaultColumn) {
        String name = column == null || column.isEmpty() ? defaultColumn : column;
        String databaseColumn = columns.get(name);
        if (databaseColumn == null) {
            throw ApiException.badArgument(
                    "sortColumn", "sortColumn is \"" + name + "\"; it must be one of " + sorted(columns) + ".");
        }
        String direction = order == null || order.isEmpty() ? "DESC" : order.toUpperCase(Locale.ROOT);
        if (!direction.equals("ASC") && !direction.equals("DESC")) {
            throw ApiException.badArgument("sortOrder", "sortOrder is \"" + order + "\"; it must be ASC or DESC.");
        }
        return new SortOrder(databaseColumn, direction.equals("DESC"));
    }

    /** An ORDER BY clause; rows that tie come in a stable order. */
    public String sql() {
        String direction = descending ? " DESC" : " ASC";
        return " ORDER BY " + column + direction + ", id" + direction;
    }

    private static String sorted(Map<String, String> columns) {
        return String.join(", ", columns.keySet().stream().sorted().toList());
    }
}
