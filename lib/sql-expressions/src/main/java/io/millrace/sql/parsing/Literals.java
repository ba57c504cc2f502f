package io.millrace.sql.parsing;

import io.millrace.sql.time.CalendarUnit;
import io.millrace.sql.time.TimestampText;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.ValueType;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** Constants in the text. */
final class Literals {
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final SourceText text;

    Literals(SourceText text) {
        this.text = text;
    }

    Literal resolve(SqlLiteral literal) {
        if (literal instanceof SqlNumericLiteral number) {
            return number(number);
        }
        if (literal instanceof SqlUnknownLiteral tagged) {
            return time(tagged);
        }
        SqlTypeName type = literal.getTypeName();
        return switch (type) {
            case NULL -> Literal.nullOf(ValueType.NULL);
            case BOOLEAN -> Literal.ofBoolean(literal.booleanValue());
            case CHAR -> new Literal(literal.getValueAs(String.class), ValueType.STRING);
            case BINARY -> throw text.error(literal, "Binary literals are not supported");
            default ->
                throw text.error(
                        literal,
                        type.toString().startsWith("INTERVAL")
                                ? "INTERVAL is not supported yet"
                                : "This literal is not supported");
        };
    }

    private Literal number(SqlNumericLiteral literal) {
        BigDecimal value = literal.getValueAs(BigDecimal.class);
        if (literal.getTypeName() == SqlTypeName.DECIMAL && literal.isInteger()) {
            if (value.compareTo(LEAST_LONG) < 0 || value.compareTo(MOST_LONG) > 0) {
                throw text.error(
                        literal,
                        "The number " + value
                                + " does not fit into a LONG; write it with a decimal point to have a DOUBLE");
            }
            return new Literal(value.longValueExact(), ValueType.LONG);
        }
        double approximate = value.doubleValue();
        if (Double.isInfinite(approximate)) {
            throw text.error(literal, "The number " + literal + " does not fit into a DOUBLE");
        }
        return new Literal(approximate, ValueType.DOUBLE);
    }

    private Literal time(SqlUnknownLiteral literal) {
        String value = literal.getValueAs(String.class);
        OptionalLong millis = TimestampText.utc(value);
        switch (literal.tag) {
            case "TIMESTAMP" -> {
                return new Literal(
                        millis.orElseThrow(() -> text.error(
                                literal, "'" + value + "' is not a timestamp: write TIMESTAMP '2000-01-31 23:59:59'")),
                        ValueType.TIMESTAMP);
            }
            case "DATE" -> {
                if (millis.isEmpty() || CalendarUnit.DAY.floor(millis.getAsLong()) != millis.getAsLong()) {
                    throw text.error(literal, "'" + value + "' is not a date: write DATE '2000-01-31'");
                }
                return new Literal(millis.getAsLong(), ValueType.DATE);
            }
            default -> throw text.error(literal, literal.tag + " literals are not supported: use TIMESTAMP or DATE");
        }
    }
}
