package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be compiled is refused with the reason and its place; nothing else is ever thrown. */
class InvalidExpressionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            n +                                ~ 4  ~ The expression ends too early: something is missing after '+'
            (n                                 ~ 3  ~ The expression ends too early: something is missing after 'n'
            n + * m                            ~ 5  ~ '*' is not expected here
            n = 1 )                            ~ 7  ~ ')' is not expected here
            n m                                ~ 3  ~ 'm' is not expected here
            n == 1                             ~ 4  ~ '=' is not expected here: write a single '='
            n && m                             ~ 4  ~ '&' is not expected here: write AND
            n @ 2                              ~ 3  ~ The character '@' has no meaning here
            'abc                               ~ 1  ~ The text that starts here is never closed: a single quote is missing
            n + "abc                           ~ 5  ~ The name that starts here is never closed: a double quote is missing
            n; m                               ~ 2  ~ ';' is not expected here
            time                               ~ 1  ~ 'time' is a reserved word: put it in double quotes if it is a field, "time"
            n + value                          ~ 5  ~ 'value' is a reserved word: put it in double quotes if it is a field, "value"
            n * year                           ~ 5  ~ 'year' is a reserved word: put it in double quotes if it is a field, "year"
            SELECT 1                           ~ 1  ~ Queries are not allowed here: write an expression only
            (SELECT 1)                         ~ 1  ~ Queries are not allowed here: write an expression only
            n IN (SELECT 1)                    ~ 7  ~ Queries are not allowed here: list the values after IN
            (1, 2)                             ~ 1  ~ A list of values is only allowed after IN
            """)
    void mistakesInSyntaxAreExplainedWhereTheyAre(String sql, int column, String reason) {
        assertRefused(sql, column, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            n + "tmie"      ~ 5 ~ There is no input field "tmie". Did you mean "time"? A field must be declared in inputSchema before an expression can use it
            N + 1           ~ 1 ~ There is no input field "N". Did you mean "n"? A field must be declared in inputSchema before an expression can use it
            s = "Berlin"    ~ 5 ~ There is no input field "Berlin". If text is meant, write it in single quotes: 'Berlin'. A field must be declared in inputSchema before an expression can use it
            a.b + 1         ~ 1 ~ A name with a dot needs double quotes around it: "a.b"
            tags IS NULL    ~ 1 ~ The field "tags" has the type stringArray, which expressions cannot read yet
            LOWERR(s)       ~ 1 ~ There is no function LOWERR. Did you mean LOWER?
            1 + COALSCE(n)  ~ 5 ~ There is no function COALSCE. Did you mean COALESCE?
            FROBNICATE(s)   ~ 1 ~ There is no function FROBNICATE
            n + LENGTH(*)   ~ 12 ~ '*' is only allowed in COUNT(*)
            CAST(n AS FOO)  ~ 11 ~ There is no type FOO: take VARCHAR, BIGINT, DOUBLE, FLOAT, BOOLEAN, TIMESTAMP or DATE
            """)
    void unknownNamesAreNamedWithWhatMayHaveBeenMeant(String sql, int column, String reason) {
        assertRefused(sql, column, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REGEXP_LIKE(s, 'x')",
                "JSON_VALUE(j, '$.a')",
                "TIME_SHIFT(T, 'P1D', 1)",
                "LEFT(s, 1)",
                "CURRENT_DATE",
                "POSITION('a' IN s)",
                "TIMESTAMPADD(DAY, 2, T)",
                "PI",
                "PI()",
                "ARRAY[1, 2]",
                "DS_TUPLE_DOUBLES(n)",
                "GREATEST(1, 2)",
                "LOOKUP(s, 'x')",
                "MV_TO_STRING(s, ',')",
                "IPV4_PARSE(s)",
                "SIN(d)",
                "TIME_FORMAT(T)"
            })
    void whatTheDialectHasButThisVersionDoesNotIsNamed(String sql) {
        String name = sql.replaceAll("[^A-Z0-9_].*", "");

        assertRefused(sql, 1, name + " is not supported yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            T + INTERVAL '2' HOUR         ~ 5  ~ INTERVAL is not supported yet
            CEIL(T TO DAY)                ~ 1  ~ CEIL(... TO unit) is not supported yet
            CAST(1 AS BIGINT ARRAY)       ~ 11 ~ Arrays are not supported yet
            n + s                         ~ 5  ~ '+' needs a number as its second argument, but this is a STRING; write CAST(... AS DOUBLE) if that is meant
            T - 1                         ~ 1  ~ '-' needs a number as its first argument, but this is a TIMESTAMP; use TIMESTAMP_TO_MILLIS to have a number
            +s                            ~ 1  ~ '+' needs a number, but this is a STRING
            LOWER(T)                      ~ 7  ~ LOWER needs a STRING, but this is a TIMESTAMP; write CAST(... AS VARCHAR) to have text
            TIME_PARSE(n)                 ~ 12 ~ TIME_PARSE needs a STRING, but this is a LONG
            TIME_FLOOR(s, 'P1D')          ~ 12 ~ TIME_FLOOR needs a TIMESTAMP as its first argument, but this is a STRING; use TIME_PARSE to read it
            TIME_FLOOR(n, 'P1D')          ~ 12 ~ TIME_FLOOR needs a TIMESTAMP as its first argument, but this is a LONG; use MILLIS_TO_TIMESTAMP to convert it
            LENGTH(j)                     ~ 8  ~ LENGTH needs a STRING, but this is a JSON; functions of JSON are not supported yet
            SUBSTRING(s, '1')             ~ 14 ~ SUBSTRING needs a LONG as its second argument, but this is a STRING; write CAST(... AS BIGINT) if that is meant
            LOWER()                       ~ 1  ~ LOWER takes 1 argument, but none is given
            LOWER(s, s)                   ~ 1  ~ LOWER takes 1 argument, but 2 are given
            REPLACE(s, s)                 ~ 1  ~ REPLACE takes 3 arguments, but 2 are given
            ROUND(d, 1, 1)                ~ 1  ~ ROUND takes 1 to 2 arguments, but 3 are given
            CONCAT()                      ~ 1  ~ CONCAT takes at least 1 argument, but none is given
            NULLIF(n)                     ~ 1  ~ NULLIF takes 2 arguments, but 1 is given
            n AND TRUE                    ~ 1  ~ What AND joins must be BOOLEAN, but this is a LONG; compare it with something
            NOT s                         ~ 5  ~ What follows NOT must be BOOLEAN, but this is a STRING; compare it with something
            n IS TRUE                     ~ 1  ~ What comes before IS TRUE must be BOOLEAN, but this is a LONG; compare it with something
            CASE WHEN n THEN 1 END        ~ 11 ~ The condition after WHEN must be BOOLEAN, but this is a LONG; compare it with something
            COALESCE(n, T)                ~ 1  ~ The results of COALESCE have types that do not go together: [LONG, TIMESTAMP]; CAST them to one
            j = 'x'                       ~ 1  ~ JSON cannot be compared; functions of JSON are not supported yet
            CAST(TRUE AS TIMESTAMP)       ~ 1  ~ There is no conversion from BOOLEAN to TIMESTAMP
            s LIKE 'a' ESCAPE 'xx'        ~ 19 ~ ESCAPE takes exactly one character
            s ILIKE 'a'                   ~ 1  ~ ILIKE is not supported: write LOWER(...) LIKE ...
            TRY_CAST(s AS BIGINT)         ~ 1  ~ There is no TRY_CAST: CAST itself gives NULL for what cannot be converted
            """)
    void typesThatDoNotFitAreNamedWithAWayOut(String sql, int column, String reason) {
        assertRefused(sql, column, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            12345678901234567890                  ~ 1  ~ The number 12345678901234567890 does not fit into a LONG; write it with a decimal point to have a DOUBLE
            1e400                                 ~ 1  ~ The number 1E400 does not fit into a DOUBLE
            TIMESTAMP '2000-13-01 00:00:00'       ~ 1  ~ '2000-13-01 00:00:00' is not a timestamp: write TIMESTAMP '2000-01-31 23:59:59'
            DATE '2000-02-30'                     ~ 1  ~ '2000-02-30' is not a date: write DATE '2000-01-31'
            TIME_FLOOR(T, 'P1X')                  ~ 15 ~ 'P1X' is not an ISO 8601 period: write for instance 'P1D', 'PT15M' or 'P1W'
            TIME_FLOOR(T, 'P0D')                  ~ 15 ~ The period 'P0D' is empty
            TIME_FLOOR(T, 'P1M1D')                ~ 15 ~ The period 'P1M1D' mixes months or years with something shorter, which gives no regular buckets
            TIME_FLOOR(T, s)                      ~ 15 ~ This argument must be a literal, known before any row is read
            TIME_FLOOR(T, NULL)                   ~ 15 ~ This argument must not be NULL
            TIME_FLOOR(T, 'P1D', NULL, 'Mars')    ~ 28 ~ There is no time zone 'Mars': give an IANA name such as 'Europe/Berlin' or an offset such as '+05:30'
            DATE_TRUNC('eon', T)                  ~ 12 ~ There is no unit of time 'eon': take one of millisecond, second, minute, hour, day, week, month, quarter, year, decade, century, millennium
            TIME_EXTRACT(T, 'ERA')                ~ 17 ~ A time has no part 'ERA': take one of EPOCH, MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, DOW, ISODOW, DOY, WEEK, MONTH, QUARTER, YEAR, ISOYEAR, DECADE, CENTURY, MILLENNIUM
            TIME_IN_INTERVAL(T, '2024')           ~ 21 ~ '2024' is not an interval: write 'start/end', where one of the two may be a period, such as '2024-03-05/P1D'
            TIME_IN_INTERVAL(T, '2024/2023')      ~ 21 ~ The interval '2024/2023' ends before it starts
            TIME_PARSE(s, 'yyyy-QQ')              ~ 15 ~ The time pattern has the letter 'Q', which is not known; put letters that stand for themselves in quotes
            """)
    void badConstantsAreRefusedBeforeAnyRowIsRead(String sql, int column, String reason) {
        assertRefused(sql, column, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            SUM(n) / COUNT(*)           ~ 1  ~ SUM is an aggregate and must stand alone, as the whole expression of a measure: compute with measures in the query
            n + SUM(n)                  ~ 5  ~ SUM is an aggregate and must stand alone, as the whole expression of a measure: compute with measures in the query
            SUM(MAX(n))                 ~ 5  ~ MAX is an aggregate and must stand alone, as the whole expression of a measure: compute with measures in the query
            SUM(n) OVER ()              ~ 1  ~ SUM is an aggregate and must stand alone, as the whole expression of a measure: compute with measures in the query
            AVG(n)                      ~ 1  ~ AVG cannot be used at ingestion, since averages of parts do not merge: store SUM and COUNT as two measures and divide them in the query
            EARLIEST(n)                 ~ 1  ~ EARLIEST cannot be used at ingestion
            LATEST(n)                   ~ 1  ~ LATEST cannot be used at ingestion
            ANY_VALUE(n)                ~ 1  ~ ANY_VALUE cannot be used at ingestion, since its results do not merge as a plain column
            ARRAY_AGG(n)                ~ 1  ~ ARRAY_AGG cannot be used at ingestion, since its results do not merge as a plain column
            STRING_AGG(s, ',')          ~ 1  ~ STRING_AGG cannot be used at ingestion, since its results do not merge as a plain column
            VAR_POP(n)                  ~ 1  ~ VAR_POP is not supported yet
            APPROX_COUNT_DISTINCT(n)    ~ 1  ~ APPROX_COUNT_DISTINCT is not supported yet
            COUNT(DISTINCT n)           ~ 1  ~ COUNT(DISTINCT ...) is not supported yet
            SUM(DISTINCT n)             ~ 1  ~ SUM(DISTINCT ...) cannot be used at ingestion, since its results do not merge
            SUM(n) FILTER (WHERE n > 4) ~ 1  ~ FILTER is not supported yet
            SUM(s)                      ~ 5  ~ SUM needs a number, but this is a STRING; write CAST(... AS DOUBLE) if that is meant
            MAX(s)                      ~ 5  ~ MAX needs a number, but this is a STRING; write CAST(... AS DOUBLE) if that is meant
            SUM(T)                      ~ 5  ~ SUM needs a number, but this is a TIMESTAMP; use TIMESTAMP_TO_MILLIS to have a number
            SUM(*)                      ~ 5  ~ '*' is only allowed in COUNT(*)
            COUNT()                     ~ 1  ~ COUNT takes 1 argument, but none is given
            SUM(n, m)                   ~ 1  ~ SUM takes 1 argument, but 2 are given
            n + 1                       ~ 1  ~ A measure must be one aggregate, such as COUNT(*), SUM(...), MIN(...) or MAX(...)
            """)
    void aMeasureIsOneAggregateThatMerges(String sql, int column, String reason) {
        InvalidExpressionException refused = catchThrowableOfType(
                InvalidExpressionException.class, () -> Rows.compiler().measure(sql));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.column()).isEqualTo(column);
    }

    @Test
    void anAggregateIsNoScalar() {
        assertRefused(
                "SUM(n)",
                1,
                "SUM is an aggregate and must stand alone, as the whole expression of a measure: compute with measures in the query");
    }

    @Test
    void thePlaceIsCountedInLinesAndColumns() {
        InvalidExpressionException refused = refusal("n +\n  -- a comment\n  LENGHT('x')");

        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused.column()).isEqualTo(3);
        assertThat(refused.excerpt()).isEqualTo("  LENGHT('x')\n  ^");
    }

    @Test
    void anEmptyExpressionIsRefused() {
        assertRefused("  ", 1, "The expression is empty");
        assertRefused("", 1, "The expression is empty");
        assertRefused("-- only a comment", 1, "The expression is empty");
    }

    @Test
    void aFilterMustBeBoolean() {
        InvalidExpressionException refused = catchThrowableOfType(
                InvalidExpressionException.class, () -> Rows.compiler().filter("n + 1"));

        assertThat(refused.reason())
                .isEqualTo("A filter must be BOOLEAN, but this is a LONG; compare it with something");
    }

    @Test
    void anExpressionMayHaveTenThousandCharactersAndNoMore() {
        String longest = "'" + "x".repeat(9_998) + "'";

        assertThat(Rows.valueOf(longest)).hasSize(10_000);
        assertRefused(longest + " ", 10_001, "The expression has 10001 characters; at most 10000 are allowed");
    }

    @Test
    void nestingMayBeAHundredLevelsDeepAndNoMore() {
        assertThat(Rows.valueOf("-(".repeat(50) + "n" + ")".repeat(50))).isEqualTo("NULL");
        assertThat(Rows.valueOf("ABS(".repeat(99) + "n" + ")".repeat(99))).isEqualTo("NULL");
        assertRefused(
                "ABS(".repeat(100) + "n" + ")".repeat(100), 401, "The expression is nested more than 100 levels deep");
        assertRefused(
                "(".repeat(101) + "n" + ")".repeat(101), 101, "The expression is nested more than 100 levels deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT ", "- ", "CASE WHEN n = 1 THEN ", "((", "ABS(", "1 + (", "n = ", "s || ("})
    void endlessNestingIsRefusedAndOverflowsNothing(String piece) {
        String sql = piece.repeat(9_990 / piece.length()) + "n";

        assertThat(refusal(sql).reason()).isNotEmpty();
    }

    @Test
    void aChainOfAndOrAndConcatenationIsNoNesting() {
        assertThat(Rows.valueOf("n = 1" + " OR n = 2".repeat(1_000))).isEqualTo("NULL");
        assertThat(Rows.valueOf("TRUE" + " AND TRUE".repeat(1_000))).isEqualTo("TRUE");
        assertThat(Rows.valueOf("'a'" + " || 'b'".repeat(1_000))).hasSize(1_003);
    }

    @Test
    void aLongSumIsNestedTooDeepAndOverflowsNothing() {
        String sql = "1" + "+1".repeat(4_990);

        assertThat(refusal(sql).reason()).isEqualTo("The expression is nested more than 100 levels deep");
        assertThat(Rows.compiler().isMeasure(sql)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            NULLIF(                ~ , 1)
            (                      ~ BETWEEN FALSE AND TRUE)
            CASE                   ~ WHEN TRUE THEN FALSE WHEN FALSE THEN TRUE WHEN NULL THEN TRUE END
            """)
    void partsThatAreRepeatedInsideEachOtherCannotGrowWithoutLimit(String before, String after) {
        InvalidExpressionException refused = refusal((before + " ").repeat(40) + "n = 1" + (" " + after).repeat(40));

        assertThat(refused.reason())
                .isEqualTo("The expression is too large: CASE, NULLIF or BETWEEN repeat a part of it too often");
    }

    @Test
    void quotesAndParenthesesInCommentsAndTextAreNoSyntax() {
        assertThat(Rows.valueOf("1 -- don't (((\n + 1 /* isn't \" ( */")).isEqualTo("2");
        assertThat(Rows.valueOf("LENGTH('" + "(".repeat(200) + "')")).isEqualTo("200");
    }

    private static void assertRefused(String sql, int column, String reason) {
        InvalidExpressionException refused = refusal(sql);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.line()).isEqualTo(1);
        assertThat(refused.column()).isEqualTo(column);
    }

    private static InvalidExpressionException refusal(String sql) {
        return catchThrowableOfType(
                InvalidExpressionException.class, () -> Rows.compiler().scalar(sql));
    }
}
