package io.millrace.sql;

import io.millrace.model.DataType;

/** The types of expressions (expression dialect, section 1). */
public enum ExpressionType {
    LONG(DataType.LONG),
    DOUBLE(DataType.DOUBLE),
    FLOAT(DataType.FLOAT),
    STRING(DataType.STRING),
    /** In a LongVector as 1 and 0. */
    BOOLEAN(DataType.LONG),
    /** Milliseconds since the epoch. */
    TIMESTAMP(DataType.TIMESTAMP),
    JSON(DataType.JSON);

    private final DataType vectorType;

    ExpressionType(DataType vectorType) {
        this.vectorType = vectorType;
    }

    /** The type of the vectors that hold its values. */
    public DataType vectorType() {
        return vectorType;
    }

    /** The type of a column made for such an expression: a timestamp elsewhere than in {@code __time} becomes a long. */
    public DataType columnType() {
        return this == TIMESTAMP ? DataType.LONG : vectorType;
    }
}
