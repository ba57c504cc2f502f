package io.millrace.api.tables;

import io.millrace.model.Column;
import io.millrace.model.DataType;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which columns a table may have (contract, section 5). */
public final class ColumnRules {
    /** Rollup counts its input rows here, in tables that jobs make. */
    public static final String COUNT = "__count";

    /** Types that rows can be stored in today. */
    public static final Set<DataType> STORABLE =
            Set.of(DataType.STRING, DataType.LONG, DataType.FLOAT, DataType.DOUBLE, DataType.JSON);

    private static final String RESERVED_PREFIX = "__";

    private ColumnRules() {}

    /** What is wrong with a column's name; empty if it may be used. */
    public static Optional<String> nameObjection(String name) {
        if (name.isBlank()) {
            return Optional.of("A column's name must not be blank.");
        }
        boolean known = name.equals(Column.TIME) || name.equals(COUNT);
        if (name.startsWith(RESERVED_PREFIX) && !known) {
            return Optional.of("Column names that begin with \"__\" are reserved; \"" + name + "\" does.");
        }
        return Optional.empty();
    }

    /**
     * What is wrong with a column's name beside others: query engines do not tell upper and lower case apart, and would not
     * read a table with both. The same name, letter for letter, is no clash.
     */
    public static Optional<String> clash(String name, Collection<String> others) {
        return others.stream()
                .filter(other -> !other.equals(name) && fold(other).equals(fold(name)))
                .findFirst()
                .map(other -> "The columns \"" + other + "\" and \"" + name + "\" differ only in upper and lower case,"
                        + " which query engines do not tell apart. Choose another name.");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a column's type; empty if it may have it. */
    static Optional<String> typeObjection(String name, DataType type) {
        if (name.equals(Column.TIME)) {
            return type == DataType.TIMESTAMP
                    ? Optional.empty()
                    : Optional.of("The column __time must be of type timestamp.");
        }
        if (type == DataType.TIMESTAMP) {
            return Optional.of("Only __time can be a timestamp; store other times as long, in milliseconds.");
        }
        return STORABLE.contains(type)
                ? Optional.empty()
                : Optional.of("Columns of type " + type.apiName()
                        + " are not supported yet; string, long, float, double and json are.");
    }
}
