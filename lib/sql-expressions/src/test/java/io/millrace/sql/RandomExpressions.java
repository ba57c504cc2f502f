package io.millrace.sql;

import java.util.List;
import java.util.Random;

/** Makes up expressions over the fields of {@link Rows}, as text and mostly well typed. */
final class RandomExpressions {
    private static final List<String> COMPARISONS = List.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final List<String> PERIODS =
            List.of("PT1S", "PT15M", "PT1H", "PT6H", "P1D", "P7D", "P1W", "P1M", "P3M", "P1Y");
    private static final List<String> ZONES =
            List.of("UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu", "+05:30", "Australia/Lord_Howe");
    private static final List<String> UNITS = List.of(
            "SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "DECADE", "CENTURY", "MILLENNIUM");
    private static final List<String> PARTS = List.of(
            "EPOCH",
            "SECOND",
            "MINUTE",
            "HOUR",
            "DAY",
            "DOW",
            "DOY",
            "WEEK",
            "MONTH",
            "QUARTER",
            "YEAR",
            "ISOYEAR",
            "DECADE",
            "CENTURY",
            "MILLENNIUM",
            "MILLISECOND",
            "MICROSECOND");

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    String next() {
        int depth = 1 + random.nextInt(4);
        return switch (random.nextInt(5)) {
            case 0 -> longs(depth);
            case 1 -> doubles(depth);
            case 2 -> text(depth);
            case 3 -> time(depth);
            default -> bool(depth);
        };
    }

    private String longs(int depth) {
        if (depth <= 0) {
            return pick(
                    "n",
                    "m",
                    "n",
                    "m",
                    "0",
                    "1",
                    "-1",
                    "7",
                    "100",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "NULL");
        }
        int d = depth - 1;
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> "(" + longs(d) + pick(" + ", " - ", " * ", " / ", " % ") + longs(d) + ")";
            case 3 -> pick("MOD", "SAFE_DIVIDE") + "(" + longs(d) + ", " + longs(d) + ")";
            case 4 -> pick("ABS", "FLOOR", "CEIL", "- ") + "(" + longs(d) + ")";
            case 5 -> "ROUND(" + longs(d) + ", " + pick("-1", "-2", "-18", "-19", "-20", "2", "n") + ")";
            case 6 -> pick("LENGTH", "CHAR_LENGTH", "STRLEN") + "(" + text(d) + ")";
            case 7 -> "CAST(" + any(d) + " AS BIGINT)";
            case 8 -> "TIME_EXTRACT(" + time(d) + ", '" + pick(PARTS) + "'" + pick("", ", '" + pick(ZONES) + "'") + ")";
            case 9 -> "EXTRACT(" + pick(PARTS) + " FROM " + time(d) + ")";
            case 10 -> "TIMESTAMP_TO_MILLIS(" + time(d) + ")";
            case 11 -> "CAST(" + bool(d) + " AS BIGINT)";
            default -> choice(d, longs(d), longs(d), longs(d));
        };
    }

    private String doubles(int depth) {
        if (depth <= 0) {
            return pick("d", "f", "d", "0.0", "1.5", "-2.5", "1e300", "0.1", "NULL", "9007199254740993.0");
        }
        int d = depth - 1;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> "(" + doubles(d) + pick(" + ", " - ", " * ", " / ", " % ") + number(d) + ")";
            case 3 -> pick("MOD", "SAFE_DIVIDE") + "(" + number(d) + ", " + doubles(d) + ")";
            case 4 -> pick("ABS", "FLOOR", "CEIL", "ROUND", "- ") + "(" + doubles(d) + ")";
            case 5 -> "ROUND(" + doubles(d) + ", " + pick("-1", "0", "1", "2", "15", "n") + ")";
            case 6 -> "CAST(" + any(d) + " AS " + pick("DOUBLE", "FLOAT") + ")";
            default -> choice(d, doubles(d), number(d), doubles(d));
        };
    }

    private String number(int depth) {
        return random.nextBoolean() ? longs(depth) : doubles(depth);
    }

    private String text(int depth) {
        if (depth <= 0) {
            return pick(
                    "s",
                    "r",
                    "s",
                    "r",
                    "\"time\"",
                    "''",
                    "'a'",
                    "'Ab c'",
                    "'😀é'",
                    "'%'",
                    "'7'",
                    "'-1.5'",
                    "NULL",
                    "' x '");
        }
        int d = depth - 1;
        return switch (random.nextInt(13)) {
            case 0, 1 -> pick("LOWER", "UPPER") + "(" + text(d) + ")";
            case 2 -> "(" + text(d) + " || " + text(d) + ")";
            case 3 -> "CONCAT(" + text(d) + ", " + any(d) + ")";
            case 4 -> pick("LTRIM", "RTRIM", "BTRIM", "TRIM") + "(" + text(d) + ")";
            case 5 -> pick("LTRIM", "RTRIM", "BTRIM") + "(" + text(d) + ", " + text(d) + ")";
            case 6 -> "SUBSTRING(" + text(d) + ", " + small(d) + pick("", ", " + small(d)) + ")";
            case 7 -> "REPLACE(" + text(d) + ", " + text(d) + ", " + text(d) + ")";
            case 8, 9 -> "CAST(" + any(d) + " AS VARCHAR)";
            default -> choice(d, text(d), text(d), text(d));
        };
    }

    private String small(int depth) {
        return pick("1", "2", "0", "-1", "3", longs(depth));
    }

    private String time(int depth) {
        if (depth <= 0) {
            return pick("T", "T", "TIMESTAMP '2024-03-10 10:30:00.5'", "CURRENT_TIMESTAMP", "DATE '1969-12-31'");
        }
        int d = depth - 1;
        return switch (random.nextInt(10)) {
            case 0 -> "TIME_PARSE(" + text(d) + ")";
            case 1 -> "TIME_PARSE(\"time\", NULL, '" + pick(ZONES) + "')";
            case 2 -> "TIME_FLOOR(" + time(d) + ", '" + pick(PERIODS) + "')";
            case 3 -> "TIME_FLOOR(" + time(d) + ", '" + pick(PERIODS) + "', NULL, '" + pick(ZONES) + "')";
            case 4 -> "FLOOR(" + time(d) + " TO " + pick(UNITS) + ")";
            case 5 -> "DATE_TRUNC('" + pick(UNITS) + "', " + time(d) + ")";
            case 6 -> "MILLIS_TO_TIMESTAMP(" + longs(d) + " % 4000000000000)";
            case 7 -> "CAST(" + pick(time(d), text(d)) + " AS " + pick("TIMESTAMP", "DATE") + ")";
            default -> choice(d, time(d), time(d), time(d));
        };
    }

    private String bool(int depth) {
        if (depth <= 0) {
            return pick("TRUE", "FALSE", "n = m", "s < r", "n IS NULL", "d > 1", "NULL");
        }
        int d = depth - 1;
        return switch (random.nextInt(20)) {
            case 0, 1 -> "(" + bool(d) + " AND " + bool(d) + pick("", " AND " + bool(d)) + ")";
            case 2, 3 -> "(" + bool(d) + " OR " + bool(d) + ")";
            case 4 -> "(NOT " + bool(d) + ")";
            case 5, 6 -> "(" + number(d) + " " + pick(COMPARISONS) + " " + number(d) + ")";
            case 7, 8 -> "(" + text(d) + " " + pick(COMPARISONS) + " " + text(d) + ")";
            case 9 -> "(" + text(d) + " " + pick(COMPARISONS) + " " + number(d) + ")";
            case 10 -> "(" + time(d) + " " + pick(COMPARISONS) + " " + pick(time(d), text(d), longs(d)) + ")";
            case 11 -> "(" + any(d) + " IS " + pick("", "NOT ") + "NULL)";
            case 12 -> "(" + bool(d) + " IS " + pick("", "NOT ") + pick("TRUE", "FALSE") + ")";
            case 13 -> "(" + number(d) + pick(" ", " NOT ") + "BETWEEN " + number(d) + " AND " + number(d) + ")";
            case 14 -> "(" + text(d) + pick(" ", " NOT ") + "IN ('a', '', 'é😀', " + text(d) + "))";
            case 15 -> "(" + longs(d) + pick(" ", " NOT ") + "IN (1, 7, " + longs(d) + ", 100))";
            case 16 ->
                "(" + text(d) + pick(" ", " NOT ") + "LIKE '" + pick("a%", "%", "_", "%é_%", "", "%b%c", "!%%") + "'"
                        + pick("", " ESCAPE '!'") + ")";
            case 17 -> "TIME_IN_INTERVAL(" + time(d) + ", '1970-01-01T00:00:00Z/2024-03-01T00:00:00Z')";
            case 18 -> "CAST(" + pick(number(d), text(d), bool(d)) + " AS BOOLEAN)";
            default -> choice(d, bool(d), bool(d), bool(d));
        };
    }

    private String any(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> longs(depth);
            case 1 -> doubles(depth);
            case 2 -> time(depth);
            default -> text(depth);
        };
    }

    private String choice(int depth, String one, String other, String third) {
        return switch (random.nextInt(6)) {
            case 0 -> "CASE WHEN " + bool(depth) + " THEN " + one + " ELSE " + other + " END";
            case 1 -> "CASE WHEN " + bool(depth) + " THEN " + one + " WHEN " + bool(depth) + " THEN " + other + " END";
            case 2 -> "CASE " + one + " WHEN " + other + " THEN " + third + " WHEN " + third + " THEN " + one + " END";
            case 3 -> "COALESCE(" + one + ", " + other + ", " + third + ")";
            case 4 -> "NVL(" + one + ", " + other + ")";
            default -> "NULLIF(" + one + ", " + other + ")";
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
