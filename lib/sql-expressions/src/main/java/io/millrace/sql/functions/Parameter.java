package io.millrace.sql.functions;

import io.millrace.sql.tree.ValueType;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a function takes in one place.
 *
 * @param type what the function computes with
 * @param convertible the types that are cast to it without being asked
 * @param check for an argument that must be a literal: refuses bad ones by an {@link IllegalArgumentException} with a
 *     sentence for the user. Absent if any expression will do.
 */
public record Parameter(
        ValueType type,
        Set<ValueType> convertible,
        @Nullable Consumer<Object> check,
        boolean optional) {

    /** A string, or what becomes one without loss. */
    static Parameter text() {
        return of(ValueType.STRING, ValueType.LONG, ValueType.DOUBLE, ValueType.FLOAT, ValueType.BOOLEAN);
    }

    /** A string or anything that CAST makes one. */
    static Parameter anyText() {
        return of(
                ValueType.STRING,
                ValueType.LONG,
                ValueType.DOUBLE,
                ValueType.FLOAT,
                ValueType.BOOLEAN,
                ValueType.TIMESTAMP,
                ValueType.DATE);
    }

    /** A string only, since another type would be a mistake. */
    static Parameter textOnly() {
        return of(ValueType.STRING);
    }

    static Parameter longs() {
        return of(ValueType.LONG);
    }

    static Parameter doubles() {
        return of(ValueType.DOUBLE, ValueType.LONG, ValueType.FLOAT);
    }

    static Parameter time() {
        return of(ValueType.TIMESTAMP, ValueType.DATE);
    }

    /** A string literal that passes a check. */
    static Parameter constant(Consumer<String> check) {
        return new Parameter(ValueType.STRING, Set.of(), value -> check.accept((String) value), false);
    }

    static Parameter constantTime() {
        return new Parameter(ValueType.TIMESTAMP, Set.of(ValueType.DATE), value -> {}, false);
    }

    private static Parameter of(ValueType type, ValueType... convertible) {
        Set<ValueType> types = EnumSet.noneOf(ValueType.class);
        types.addAll(Set.of(convertible));
        return new Parameter(type, types, null, false);
    }

    Parameter orNothing() {
        return new Parameter(type, convertible, check, true);
    }

    public boolean accepts(ValueType argument) {
        return argument == type || argument == ValueType.NULL || convertible.contains(argument);
    }

    /** Whether the argument must be a literal. */
    public boolean isConstant() {
        return check != null;
    }

    /**
     * Looks at the value of a literal.
     *
     * @throws IllegalArgumentException with a sentence for the user if it will not do
     */
    public void check(Object value) {
        if (check != null) {
            check.accept(value);
        }
    }
}
