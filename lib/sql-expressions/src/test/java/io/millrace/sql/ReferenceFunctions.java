package io.millrace.sql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of the catalog, plainly. */
final class ReferenceFunctions {
    /** Stands for a null that the row is warned of. */
    static final Object WARNING = new Object();

    private ReferenceFunctions() {}

    static @Nullable Object call(String function, @Nullable Object[] arguments) {
        switch (function) {
            case "TIME_PARSE" -> {
                return timeParse(arguments);
            }
            case "TIME_FLOOR" -> {
                Object time = arguments[0];
                String zone = arguments.length > 3 ? (String) arguments[3] : null;
                return time == null
                        ? null
                        : (Object) ReferenceTime.floor((Long) time, String.valueOf(arguments[1]), zone);
            }
            default -> {
                return Arrays.stream(arguments).anyMatch(Objects::isNull) ? null : strict(function, arguments);
            }
        }
    }

    private static @Nullable Object timeParse(@Nullable Object[] arguments) {
        String text = (String) arguments[0];
        return text == null ? null : ReferenceTime.parse(text, arguments.length > 2 ? (String) arguments[2] : null);
    }

    /** Functions that are null if any argument is; none is null here. */
    private static @Nullable Object strict(String function, @Nullable Object[] arguments) {
        Object first = Objects.requireNonNull(arguments[0]);
        return switch (function) {
            case "+", "-", "*", "/", "%", "MOD", "SAFE_DIVIDE" ->
                arithmetic(function, (Number) first, (Number) Objects.requireNonNull(arguments[1]));
            case "unary -" -> first instanceof Long number ? (Object) (-number) : (Object) (-(Double) first);
            case "ABS" -> first instanceof Long number ? (Object) Math.abs(number) : (Object) Math.abs((Double) first);
            case "FLOOR" -> first instanceof Double number ? (Object) Math.floor(number) : first;
            case "CEIL", "CEILING" -> first instanceof Double number ? (Object) Math.ceil(number) : first;
            case "ROUND" -> round(first, arguments.length > 1 ? (Long) Objects.requireNonNull(arguments[1]) : 0L);
            case "||", "CONCAT" -> String.join("", Arrays.copyOf(arguments, arguments.length, String[].class));
            case "MILLIS_TO_TIMESTAMP", "TIMESTAMP_TO_MILLIS" -> first;
            case "DATE_TRUNC" -> ReferenceTime.truncate((Long) Objects.requireNonNull(arguments[1]), (String) first);
            case "FLOOR TO" -> ReferenceTime.truncate((Long) first, String.valueOf(arguments[1]));
            case "TIME_EXTRACT" ->
                ReferenceTime.extract(
                        (Long) first,
                        String.valueOf(arguments[1]),
                        arguments.length > 2 ? (String) arguments[2] : null);
            case "EXTRACT FROM" ->
                ReferenceTime.extract((Long) Objects.requireNonNull(arguments[1]), (String) first, null);
            case "TIME_IN_INTERVAL" -> isIn((Long) first, String.valueOf(arguments[1]));
            default -> text(function, (String) first, arguments);
        };
    }

    private static @Nullable Object arithmetic(String function, Number left, Number right) {
        if (left instanceof Long a && right instanceof Long b) {
            return switch (function) {
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                case "/" -> b == 0 ? WARNING : (Object) (a / b);
                case "SAFE_DIVIDE" -> b == 0 ? null : (Object) (a / b);
                default -> b == 0 ? WARNING : (Object) (a % b);
            };
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        return switch (function) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "SAFE_DIVIDE" -> b == 0 ? null : (Object) (a / b);
            default -> a % b;
        };
    }

    private static Object round(Object value, long digits) {
        if (value instanceof Long number) {
            if (digits >= 0) {
                return number;
            }
            return digits < -40
                    ? 0L
                    : BigDecimal.valueOf(number)
                            .setScale((int) digits, RoundingMode.HALF_UP)
                            .longValue();
        }
        double number = (Double) value;
        if (Double.isNaN(number)) {
            return 0.0;
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
        }
        int scale = (int) Math.max(-400, Math.min(400, digits));
        return BigDecimal.valueOf(number).setScale(scale, RoundingMode.HALF_UP).doubleValue();
    }

    /** For intervals of two timestamps, which is what the generator uses. */
    private static long isIn(long millis, String interval) {
        String[] ends = interval.split("/");
        boolean within = millis >= Instant.parse(ends[0]).toEpochMilli()
                && millis < Instant.parse(ends[1]).toEpochMilli();
        return within ? 1 : 0;
    }

    private static @Nullable Object text(String function, String text, @Nullable Object[] arguments) {
        return switch (function) {
            case "LOWER" -> text.toLowerCase(Locale.ROOT);
            case "UPPER" -> text.toUpperCase(Locale.ROOT);
            case "LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH", "STRLEN" -> (long) text.length();
            case "REPLACE" -> {
                String sought = String.valueOf(arguments[1]);
                yield sought.isEmpty() ? text : text.replace(sought, String.valueOf(arguments[2]));
            }
            case "LTRIM" -> trim(text, arguments, true, false);
            case "RTRIM" -> trim(text, arguments, false, true);
            case "BTRIM" -> trim(text, arguments, true, true);
            case "SUBSTRING", "SUBSTR" ->
                substring(
                        text,
                        (Long) Objects.requireNonNull(arguments[1]),
                        arguments.length > 2 ? (Long) Objects.requireNonNull(arguments[2]) : Long.MAX_VALUE);
            case "LIKE pattern" ->
                like(text, String.valueOf(arguments[1]), arguments.length > 2 ? (String) arguments[2] : null);
            default -> throw new AssertionError("The reference lacks " + function);
        };
    }

    private static String trim(String text, @Nullable Object[] arguments, boolean leading, boolean trailing) {
        String set = arguments.length > 1 ? String.valueOf(arguments[1]) : " ";
        int from = 0;
        int to = text.length();
        while (leading && from < to && isIn(set, text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (trailing && from < to && isIn(set, text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean isIn(String set, int character) {
        return set.codePoints().anyMatch(each -> each == character);
    }

    private static @Nullable String substring(String text, long start, long length) {
        if (start > text.length() || length < 0) {
            return null;
        }
        StringBuilder part = new StringBuilder();
        for (int i = 1; i <= text.length(); i++) {
            BigDecimal end = BigDecimal.valueOf(start).add(BigDecimal.valueOf(length));
            if (i >= start && BigDecimal.valueOf(i).compareTo(end) < 0) {
                part.append(text.charAt(i - 1));
            }
        }
        // Half a character is no character: UTF-8 cannot hold it.
        return new String(part.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static long like(String text, String pattern, @Nullable String escape) {
        StringBuilder regex = new StringBuilder();
        boolean escaped = false;
        int[] characters = pattern.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            String each = Character.toString(characters[i]);
            if (!escaped && each.equals(escape) && i + 1 < characters.length) {
                escaped = true;
                continue;
            }
            boolean special = !escaped && !each.equals(escape);
            regex.append(special && each.equals("%") ? ".*" : special && each.equals("_") ? "." : Pattern.quote(each));
            escaped = false;
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches() ? 1 : 0;
    }
}
