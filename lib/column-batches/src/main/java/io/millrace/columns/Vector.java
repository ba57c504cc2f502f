package io.millrace.columns;

import io.millrace.model.DataType;

/**
 * One column's values. A vector is filled by appending, and reused after {@link #clear}. Not thread-safe.
 *
 * <p>Every type is held by one of three layouts: {@link LongVector} (LONG, TIMESTAMP, booleans as 1 and 0), {@link
 * DoubleVector} (DOUBLE, FLOAT) and {@link BytesVector} (everything else, as bytes).
 */
public sealed interface Vector permits LongVector, DoubleVector, BytesVector {
    /** How many values have been appended, nulls included. */
    int size();

    boolean isNull(int row);

    /** Whether any value may be null: a false lets loops skip the check. */
    boolean hasNulls();

    void appendNull();

    /** Forgets the rows from {@code rows} on: how a reader takes back a record that turned out bad. */
    void truncate(int rows);

    /** Forgets all values and keeps the memory. */
    void clear();

    /** Appends one value of another vector of the same layout. */
    void appendFrom(Vector other, int row);

    /** Bytes of memory that the values take, roughly. */
    long memoryBytes();

    /** An empty vector for values of a type. */
    static Vector of(DataType type) {
        return switch (type) {
            case LONG, TIMESTAMP -> new LongVector();
            case FLOAT, DOUBLE -> new DoubleVector();
            default -> new BytesVector();
        };
    }
}
