package io.millrace.sql;

import io.millrace.sql.tree.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CAST, plainly. */
final class ReferenceConversions {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

    private ReferenceConversions() {}

    static @Nullable Object convert(Object value, ValueType from, ValueType to) {
        return switch (to) {
            case STRING -> text(value, from);
            case LONG, TIMESTAMP ->
                to == ValueType.TIMESTAMP && value instanceof String text ? ReferenceTime.parse(text) : integer(value);
            case DOUBLE, FLOAT -> fraction(value);
            case BOOLEAN -> bool(value);
            case DATE -> {
                Object time = convert(value, from, ValueType.TIMESTAMP);
                yield time == null
                        ? null
                        : (Object) Instant.ofEpochMilli((Long) time)
                                .truncatedTo(ChronoUnit.DAYS)
                                .toEpochMilli();
            }
            case NULL, JSON -> throw new AssertionError(to);
        };
    }

    private static Object text(Object value, ValueType from) {
        if (from == ValueType.BOOLEAN) {
            return value.equals(1L) ? "true" : "false";
        }
        if (!from.isTime()) {
            return String.valueOf(value);
        }
        LocalDateTime time =
                Instant.ofEpochMilli((Long) value).atOffset(ZoneOffset.UTC).toLocalDateTime();
        String date = (time.getYear() < 0 ? "-" : "")
                + String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02d",
                        Math.abs(time.getYear()),
                        time.getMonthValue(),
                        time.getDayOfMonth());
        return from == ValueType.DATE
                ? date
                : date
                        + String.format(
                                Locale.ROOT, " %02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    }

    /** A text as a long if it is one, else as a double, else null. */
    static @Nullable Number number(String text) {
        String trimmed = text.trim();
        if (INTEGER.matcher(trimmed).matches()) {
            BigInteger exact = new BigInteger(trimmed);
            if (exact.bitLength() <= 63) {
                return exact.longValue();
            }
        }
        try {
            return Double.valueOf(trimmed);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Object integer(Object value) {
        if (value instanceof Double number) {
            return (long) number.doubleValue();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        Number number = number(text);
        if (!(number instanceof Double fraction)) {
            return number;
        }
        if (fraction.isNaN() || fraction.isInfinite()) {
            return null;
        }
        BigInteger whole = new BigDecimal(fraction).toBigInteger();
        return whole.bitLength() <= 63 ? (Object) whole.longValue() : null;
    }

    private static @Nullable Object fraction(Object value) {
        if (value instanceof String text) {
            Number number = number(text);
            return number == null ? null : (Object) Double.valueOf(text.trim());
        }
        return ((Number) value).doubleValue();
    }

    private static @Nullable Object bool(Object value) {
        if (value instanceof String text) {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return text.equalsIgnoreCase("true") ? 1L : 0L;
            }
            Number number = number(text);
            return number == null ? null : (Object) (number.longValue() != 0 ? 1L : 0L);
        }
        return ((Number) value).longValue() != 0 ? 1L : 0L;
    }
}
