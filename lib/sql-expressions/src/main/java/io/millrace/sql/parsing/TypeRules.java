package io.millrace.sql.parsing;

import io.millrace.sql.tree.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which types there are by name, and what several types have in common. */
final class TypeRules {
    private static final Map<String, ValueType> NAMES = Map.ofEntries(
            Map.entry("VARCHAR", ValueType.STRING),
            Map.entry("CHAR", ValueType.STRING),
            Map.entry("TINYINT", ValueType.LONG),
            Map.entry("SMALLINT", ValueType.LONG),
            Map.entry("INTEGER", ValueType.LONG),
            Map.entry("BIGINT", ValueType.LONG),
            Map.entry("FLOAT", ValueType.FLOAT),
            Map.entry("REAL", ValueType.DOUBLE),
            Map.entry("DOUBLE", ValueType.DOUBLE),
            Map.entry("DECIMAL", ValueType.DOUBLE),
            Map.entry("BOOLEAN", ValueType.BOOLEAN),
            Map.entry("TIMESTAMP", ValueType.TIMESTAMP),
            Map.entry("DATE", ValueType.DATE));

    private TypeRules() {}

    static Optional<ValueType> byName(String name) {
        return Optional.ofNullable(NAMES.get(name.toUpperCase(Locale.ROOT)));
    }

    /** The type that all of these can have without loss of meaning; empty if there is none. */
    static Optional<ValueType> common(List<ValueType> types) {
        ValueType common = ValueType.NULL;
        for (ValueType type : types) {
            Optional<ValueType> both = common(common, type);
            if (both.isEmpty()) {
                return Optional.empty();
            }
            common = both.get();
        }
        return Optional.of(common);
    }

    private static Optional<ValueType> common(ValueType one, ValueType other) {
        if (one == other || other == ValueType.NULL) {
            return Optional.of(one);
        }
        if (one == ValueType.NULL) {
            return Optional.of(other);
        }
        if (one.isNumber() && other.isNumber()) {
            return Optional.of(ValueType.DOUBLE);
        }
        if (one.isTime() && other.isTime()) {
            return Optional.of(ValueType.TIMESTAMP);
        }
        boolean textAndNumber =
                (one == ValueType.STRING && other.isNumber()) || (other == ValueType.STRING && one.isNumber());
        return textAndNumber ? Optional.of(ValueType.STRING) : Optional.empty();
    }
}
