package io.millrace.model;

import static java.util.Objects.requireNonNull;

/**
 * One column's expression over the input fields (Polaris contract, section 9).
 *
 * @param aggregation whether the expression is a measure; already decided, by the request or by the table
 */
public record Mapping(String columnName, String expression, boolean aggregation) {
    public Mapping {
        requireNonNull(columnName);
        requireNonNull(expression);
    }
}
