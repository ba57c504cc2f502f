package io.millrace.sql.tree;

import io.millrace.model.DataType;
import io.millrace.sql.ExpressionType;
import java.util.Optional;

/** The type of a node. Finer than {@link ExpressionType}: it knows the untyped {@code NULL} and dates. */
public enum ValueType {
    /** A {@code NULL} that nothing has given a type; becomes whatever is needed. */
    NULL(ExpressionType.STRING),
    LONG(ExpressionType.LONG),
    DOUBLE(ExpressionType.DOUBLE),
    FLOAT(ExpressionType.FLOAT),
    STRING(ExpressionType.STRING),
    BOOLEAN(ExpressionType.BOOLEAN),
    TIMESTAMP(ExpressionType.TIMESTAMP),
    /** Midnight UTC in milliseconds; differs from a timestamp only in how it becomes text. */
    DATE(ExpressionType.TIMESTAMP),
    JSON(ExpressionType.JSON);

    private final ExpressionType expressionType;

    ValueType(ExpressionType expressionType) {
        this.expressionType = expressionType;
    }

    public ExpressionType expressionType() {
        return expressionType;
    }

    public boolean isNumber() {
        return this == LONG || isFractional();
    }

    /** Held in a vector of doubles. */
    public boolean isFractional() {
        return this == DOUBLE || this == FLOAT;
    }

    public boolean isTime() {
        return this == TIMESTAMP || this == DATE;
    }

    /** Held in a vector of bytes. */
    public boolean isBytes() {
        return this == STRING || this == JSON || this == NULL;
    }

    /** Held in a vector of longs. */
    public boolean isLong() {
        return !isFractional() && !isBytes();
    }

    /** The type of an input field; empty for a type that expressions cannot read. */
    public static Optional<ValueType> of(DataType type) {
        return switch (type) {
            case STRING -> Optional.of(STRING);
            case LONG -> Optional.of(LONG);
            case FLOAT -> Optional.of(FLOAT);
            case DOUBLE -> Optional.of(DOUBLE);
            case TIMESTAMP -> Optional.of(TIMESTAMP);
            case JSON -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
