package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dialect's own tables: an expression and its value. T is 2024-03-05T14:37:22.123Z. */
class DialectExamplesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            7 / 2 ~ 3
            -7 / 2 ~ -3
            MOD(-7, 3) ~ -1
            7 / 2.0 ~ 3.5
            2 + 3 * 4 ~ 14
            10 % 4 ~ 2
            10.5 % 4 ~ 2.5
            -(2 + 3) ~ -5
            +5 ~ 5
            - - 5 ~ 5
            9223372036854775807 + 1 ~ -9223372036854775808
            -9223372036854775808 - 1 ~ 9223372036854775807
            -9223372036854775808 ~ -9223372036854775808
            0 - (-9223372036854775808) ~ -9223372036854775808
            -9223372036854775808 / -1 ~ -9223372036854775808
            9223372036854775807 * 2 ~ -2
            1 / 0 ~ NULL with a warning
            1 % 0 ~ NULL with a warning
            MOD(1, 0) ~ NULL with a warning
            CAST(1 / 0.0 AS VARCHAR) ~ 'Infinity'
            CAST(0.0 / 0 AS VARCHAR) ~ 'NaN'
            1 / 0.0 ~ NULL with a warning
            0.0 / 0 ~ NULL with a warning
            1e3 ~ 1000.0
            1.5 ~ 1.5
            1 + NULL ~ NULL
            NULL ~ NULL
            1 - 2 - 3 ~ -4
            100 / 10 / 5 ~ 2
            2 * 3 || 'x' ~ '6x'
            CAST(1.1 AS FLOAT) + 1 ~ 2.1
            """)
    void arithmetic(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            5 >= 5 ~ TRUE
            NOT (1 = 2) AND TRUE ~ TRUE
            1 != 2 ~ TRUE
            1 <> 1 ~ FALSE
            '' IS NULL ~ FALSE
            NULL IS NULL ~ TRUE
            1 IS NOT NULL ~ TRUE
            NULL IS NOT TRUE ~ TRUE
            NULL IS TRUE ~ FALSE
            NULL IS FALSE ~ FALSE
            FALSE IS FALSE ~ TRUE
            TRUE IS NOT FALSE ~ TRUE
            5 BETWEEN 1 AND 5 ~ TRUE
            5 NOT BETWEEN 1 AND 5 ~ FALSE
            6 BETWEEN 1 AND NULL ~ NULL
            0 BETWEEN 1 AND NULL ~ FALSE
            'b' IN ('a','b') ~ TRUE
            'c' IN ('a','b') ~ FALSE
            'a' IN ('a', NULL) ~ TRUE
            'c' IN ('a', NULL) ~ NULL
            'c' NOT IN ('a', NULL) ~ NULL
            'a' NOT IN ('a', NULL) ~ FALSE
            NULL IN (1) ~ NULL
            1 IN (1.0, 2.0) ~ TRUE
            2 IN ('2') ~ TRUE
            -1 IN (-1, 3) ~ TRUE
            'foo' LIKE 'f__' ~ TRUE
            'foo' LIKE 'F%' ~ FALSE
            'foo' LIKE 'f' ~ FALSE
            'foo' NOT LIKE '%o' ~ FALSE
            '' LIKE '%' ~ TRUE
            '' LIKE '_' ~ FALSE
            '50%' LIKE '50!%' ESCAPE '!' ~ TRUE
            '500' LIKE '50!%' ESCAPE '!' ~ FALSE
            'a\\b' LIKE 'a\\b' ~ TRUE
            '😀' LIKE '_' ~ TRUE
            'a' LIKE NULL ~ NULL
            'aXbXc' LIKE '%X_' ~ TRUE
            'mississippi' LIKE '%iss%ip%' ~ TRUE
            '10' > 9 ~ TRUE
            '10' > '9' ~ FALSE
            'x' = 1 ~ NULL
            '1.5' = 1.5 ~ TRUE
            '1.5' = 1 ~ FALSE
            ' 7 ' = 7 ~ TRUE
            '9007199254740993' = 9007199254740993 ~ TRUE
            9007199254740993 = 9007199254740992.0 ~ FALSE
            9007199254740993 > 9007199254740992.0 ~ TRUE
            9223372036854775807 < 9223372036854775808.0 ~ TRUE
            1 = 1.0 ~ TRUE
            T = '2024-03-05T14:37:22.123Z' ~ TRUE
            '2024-03-05' < T ~ TRUE
            T > 'yesterday' ~ NULL
            T = 1709649442123 ~ TRUE
            T > DATE '2024-03-05' ~ TRUE
            'true' = TRUE ~ TRUE
            TRUE = 1 ~ TRUE
            TRUE > FALSE ~ TRUE
            0.0 = -0.0 ~ TRUE
            0.0 / 0 = 0.0 / 0 ~ FALSE
            0.0 / 0 <> 1 ~ TRUE
            1 < 0.0 / 0 ~ FALSE
            """)
    void comparisons(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            TRUE OR NULL ~ TRUE
            FALSE OR NULL ~ NULL
            FALSE AND NULL ~ FALSE
            TRUE AND NULL ~ NULL
            NULL AND FALSE ~ FALSE
            NULL OR TRUE ~ TRUE
            NULL AND NULL ~ NULL
            NOT NULL ~ NULL
            NOT TRUE ~ FALSE
            TRUE AND TRUE AND FALSE ~ FALSE
            FALSE OR FALSE OR TRUE ~ TRUE
            TRUE OR FALSE AND FALSE ~ TRUE
            NOT FALSE AND FALSE ~ FALSE
            CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END ~ 'b'
            CASE WHEN 1 > 2 THEN 'a' END ~ NULL
            CASE WHEN NULL THEN 'a' ELSE 'b' END ~ 'b'
            CASE 2 WHEN 2 THEN 'two' END ~ 'two'
            CASE NULL WHEN NULL THEN 'null' ELSE 'other' END ~ 'other'
            CASE 3 WHEN 1 THEN 'one' WHEN 3 THEN 'three' END ~ 'three'
            CASE WHEN TRUE THEN 1 ELSE 2.5 END ~ 1.0
            CASE WHEN TRUE THEN 1 ELSE 'x' END ~ '1'
            CASE WHEN TRUE THEN NULL ELSE 1 END ~ NULL
            COALESCE(NULL, '', 'z') ~ ''
            COALESCE(NULL, NULL) ~ NULL
            COALESCE(1, 1 / 0) ~ 1
            NVL(NULL, 3) ~ 3
            NVL(NULL, NULL) ~ NULL
            NULLIF('n/a', 'n/a') ~ NULL
            NULLIF('x', 'n/a') ~ 'x'
            NULLIF(1, NULL) ~ 1
            NULLIF(NULL, 1) ~ NULL
            NULLIF(1, 1.0) ~ NULL
            """)
    void logicAndChoice(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            CAST('foo' AS BIGINT) ~ NULL
            CAST('42' AS BIGINT) ~ 42
            CAST('7' AS BIGINT) + 1 ~ 8
            CAST('1.0' AS BIGINT) ~ 1
            CAST('-1.9' AS BIGINT) ~ -1
            CAST('' AS BIGINT) ~ NULL
            CAST('9223372036854775807' AS BIGINT) ~ 9223372036854775807
            CAST('-9223372036854775808' AS BIGINT) ~ -9223372036854775808
            CAST('9223372036854775808' AS BIGINT) ~ NULL
            CAST('1e3' AS INTEGER) ~ 1000
            CAST('3.5' AS DOUBLE) ~ 3.5
            CAST(' 3.5 ' AS DOUBLE) ~ 3.5
            CAST('0.1' AS DOUBLE) ~ 0.1
            CAST('1e-7' AS DOUBLE) ~ 1.0E-7
            CAST('.5' AS DOUBLE) ~ 0.5
            CAST('-0.30000000000000004' AS DOUBLE) ~ -0.30000000000000004
            CAST('3.5x' AS DOUBLE) ~ NULL
            CAST('-' AS DOUBLE) ~ NULL
            CAST(4.9 AS BIGINT) ~ 4
            CAST(-4.9 AS BIGINT) ~ -4
            CAST(1 / 0.0 AS BIGINT) ~ 9223372036854775807
            CAST(-1 / 0.0 AS BIGINT) ~ -9223372036854775808
            CAST(0.0 / 0 AS BIGINT) ~ 0
            CAST(7 AS VARCHAR) ~ '7'
            CAST(-9223372036854775808 AS VARCHAR(30)) ~ '-9223372036854775808'
            CAST(0 AS CHAR) ~ '0'
            CAST(100.0 AS VARCHAR) ~ '100.0'
            CAST('2000-01-02 03:04:05' AS TIMESTAMP) ~ 2000-01-02T03:04:05Z
            CAST('2000-01-02T03:04:05.678Z' AS TIMESTAMP) ~ 2000-01-02T03:04:05.678Z
            CAST('soon' AS TIMESTAMP) ~ NULL
            CAST(T AS VARCHAR) ~ '2024-03-05 14:37:22'
            CAST(T AS BIGINT) ~ 1709649442123
            CAST(1709649442123 AS TIMESTAMP) ~ 2024-03-05T14:37:22.123Z
            CAST(DATE '2000-02-03' AS VARCHAR) ~ '2000-02-03'
            CAST(CAST('2000-02-03 04:05:06' AS DATE) AS VARCHAR) ~ '2000-02-03'
            CAST(TIMESTAMP '0007-01-01 00:00:00' AS VARCHAR) ~ '0007-01-01 00:00:00'
            CAST(TIMESTAMP '1969-12-31 23:59:59.999' AS VARCHAR) ~ '1969-12-31 23:59:59'
            CAST(T AS DATE) ~ 2024-03-05T00:00:00Z
            CAST(TRUE AS BIGINT) ~ 1
            CAST(FALSE AS BIGINT) ~ 0
            CAST(TRUE AS DOUBLE) ~ 1.0
            CAST(TRUE AS VARCHAR) ~ 'true'
            CAST(1 = 2 AS VARCHAR) ~ 'false'
            CAST(-1 AS BOOLEAN) ~ TRUE
            CAST(0 AS BOOLEAN) ~ FALSE
            CAST(0.2 AS BOOLEAN) ~ FALSE
            CAST('True' AS BOOLEAN) ~ TRUE
            CAST('FALSE' AS BOOLEAN) ~ FALSE
            CAST('1' AS BOOLEAN) ~ TRUE
            CAST('0.5' AS BOOLEAN) ~ FALSE
            CAST('yes' AS BOOLEAN) ~ NULL
            CAST(NULL AS BIGINT) ~ NULL
            CAST(5 AS DECIMAL(10, 2)) ~ 5.0
            CAST(5 AS REAL) ~ 5.0
            CAST(5 AS TINYINT) ~ 5
            """)
    void casts(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            'a' || 'b' ~ 'ab'
            'a' || NULL ~ NULL
            'a' || 1 || TRUE || 1.5 ~ 'a1true1.5'
            CONCAT('foo', ' ', 2) ~ 'foo 2'
            CONCAT('foo', NULL) ~ NULL
            CONCAT('at ', T) ~ 'at 2024-03-05 14:37:22'
            'it''s' ~ 'it's'
            UPPER('héllo') ~ 'HÉLLO'
            UPPER('straße') ~ 'STRASSE'
            LOWER('ÄÖ İ') ~ 'äö i̇'
            LOWER('TITLE') ~ 'title'
            LOWER('') ~ ''
            lower(NULL) ~ NULL
            LOWER(5) ~ '5'
            TRIM(BOTH 'x' FROM 'xxaxx') ~ 'a'
            TRIM(LEADING 'x' FROM 'xxaxx') ~ 'axx'
            TRIM(TRAILING 'x' FROM 'xxaxx') ~ 'xxa'
            TRIM('  hey ') ~ 'hey'
            TRIM(BOTH 'ab' FROM 'abcba') ~ 'c'
            TRIM('   ') ~ ''
            TRIM(BOTH '' FROM ' a ') ~ ' a '
            TRIM(BOTH 'é😀' FROM '😀éxé😀') ~ 'x'
            LTRIM('  hey ') ~ 'hey '
            RTRIM('  hey ') ~ '  hey'
            BTRIM('xxheyx', 'x') ~ 'hey'
            LTRIM('xxhey', 'x') ~ 'hey'
            RTRIM('heyxx', 'xy') ~ 'he'
            SUBSTRING('polaris', 3, 4) ~ 'lari'
            SUBSTRING('polaris' FROM 3 FOR 4) ~ 'lari'
            SUBSTR('polaris', 3) ~ 'laris'
            SUBSTRING('p', 2) ~ NULL
            SUBSTRING('p', 1) ~ 'p'
            SUBSTRING('', 1) ~ NULL
            SUBSTRING('polaris', 0, 3) ~ 'po'
            SUBSTRING('polaris', -5) ~ 'polaris'
            SUBSTRING('polaris', -5, 2) ~ ''
            SUBSTRING('polaris', 6, 100) ~ 'is'
            SUBSTRING('polaris', 2, 0) ~ ''
            SUBSTRING('polaris', 2, -1) ~ NULL
            SUBSTRING('polaris', 2, 9223372036854775807) ~ 'olaris'
            SUBSTRING('polaris', -9223372036854775808, 9223372036854775807) ~ ''
            SUBSTRING('héllo', 2, 1) ~ 'é'
            SUBSTRING('a😀b', 2, 2) ~ '😀'
            SUBSTRING('a😀b', 4) ~ 'b'
            SUBSTRING('a😀b', 3) ~ '?b'
            LENGTH('héllo😀') ~ 7
            CHAR_LENGTH('') ~ 0
            CHARACTER_LENGTH('abc') ~ 3
            STRLEN('€') ~ 1
            LENGTH(NULL) ~ NULL
            REPLACE('foo','oo','ab') ~ 'fab'
            REPLACE('aaa','aa','b') ~ 'ba'
            REPLACE('foo','','x') ~ 'foo'
            REPLACE('foo','o','') ~ 'f'
            REPLACE('a😀b😀','😀','--') ~ 'a--b--'
            REPLACE('foo', NULL, 'x') ~ NULL
            """)
    void strings(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            ABS(-27) ~ 27
            ABS(-2.5) ~ 2.5
            ABS(-9223372036854775808) ~ -9223372036854775808
            ABS(NULL) ~ NULL
            ROUND(15.129, 2) ~ 15.13
            ROUND(1250, -2) ~ 1300
            ROUND(-1250, -2) ~ -1300
            ROUND(1249, -2) ~ 1200
            ROUND(5, 2) ~ 5
            ROUND(9223372036854775807, -30) ~ 0
            ROUND(-2.5) ~ -3.0
            ROUND(2.5) ~ 3.0
            ROUND(0.49999999999999994) ~ 0.0
            ROUND(-0.4) ~ 0.0
            ROUND(4503599627370497.0) ~ 4.503599627370497E15
            ROUND(1234.5, -2) ~ 1200.0
            ROUND(2.675, 2) ~ 2.68
            ROUND(1e300, 400) ~ 1.0E300
            ROUND(1.5, -400) ~ 0.0
            ROUND(0.0 / 0) ~ 0.0
            ROUND(1 / 0.0) ~ 1.7976931348623157E308
            ROUND(-1 / 0.0, 3) ~ -1.7976931348623157E308
            ROUND(1.5, NULL) ~ NULL
            FLOOR(-2.5) ~ -3.0
            CEIL(-2.5) ~ -2.0
            CEILING(2.1) ~ 3.0
            FLOOR(7) ~ 7
            CEIL(7) ~ 7
            MOD(78, 10) ~ 8
            MOD(7.5, 2) ~ 1.5
            SAFE_DIVIDE(3, 0) ~ NULL
            SAFE_DIVIDE(4.5, 2) ~ 2.25
            SAFE_DIVIDE(4.5, 0) ~ NULL
            SAFE_DIVIDE(7, 2) ~ 3
            """)
    void numbers(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            MILLIS_TO_TIMESTAMP(1700000000000) ~ 2023-11-14T22:13:20Z
            TIMESTAMP_TO_MILLIS(T) ~ 1709649442123
            TIME_FLOOR(T, 'PT15M') ~ 2024-03-05T14:30:00Z
            TIME_FLOOR(T,'P1W') ~ 2024-03-04T00:00:00Z
            TIME_FLOOR(T,'P1D',NULL,'America/Los_Angeles') ~ 2024-03-05T08:00:00Z
            TIME_FLOOR(T,'P1D',NULL,'+05:30') ~ 2024-03-04T18:30:00Z
            TIME_FLOOR(T,'P1M') ~ 2024-03-01T00:00:00Z
            TIME_FLOOR(T,'P3M') ~ 2024-01-01T00:00:00Z
            TIME_FLOOR(T,'P1Y') ~ 2024-01-01T00:00:00Z
            TIME_FLOOR(T,'P2W') ~ 2024-02-26T00:00:00Z
            TIME_FLOOR(T,'PT6H') ~ 2024-03-05T12:00:00Z
            TIME_FLOOR(T,'PT0.5S') ~ 2024-03-05T14:37:22Z
            TIME_FLOOR(T,'P1M',NULL,'Asia/Tokyo') ~ 2024-02-29T15:00:00Z
            TIME_FLOOR(TIMESTAMP '2024-03-05 14:10:00','PT1H',TIMESTAMP '2016-06-27 00:30:00') ~ 2024-03-05T13:30:00Z
            TIME_FLOOR(TIMESTAMP '2024-03-30 00:00:00','P1M',TIMESTAMP '2024-01-31 00:00:00') ~ 2024-02-29T00:00:00Z
            TIME_FLOOR(TIMESTAMP '1969-12-31 23:59:59','P1D') ~ 1969-12-31T00:00:00Z
            TIME_FLOOR(NULL,'P1D') ~ NULL
            TIME_FLOOR(DATE '2024-03-05','P1M') ~ 2024-03-01T00:00:00Z
            FLOOR(T TO SECOND) ~ 2024-03-05T14:37:22Z
            FLOOR(T TO MINUTE) ~ 2024-03-05T14:37:00Z
            FLOOR(T TO HOUR) ~ 2024-03-05T14:00:00Z
            FLOOR(T TO DAY) ~ 2024-03-05T00:00:00Z
            FLOOR(T TO WEEK) ~ 2024-03-04T00:00:00Z
            FLOOR(T TO MONTH) ~ 2024-03-01T00:00:00Z
            FLOOR(T TO QUARTER) ~ 2024-01-01T00:00:00Z
            FLOOR(T TO YEAR) ~ 2024-01-01T00:00:00Z
            DATE_TRUNC('month', T) ~ 2024-03-01T00:00:00Z
            DATE_TRUNC('milliseconds', T) ~ 2024-03-05T14:37:22.123Z
            DATE_TRUNC('HOUR', T) ~ 2024-03-05T14:00:00Z
            DATE_TRUNC('decade', T) ~ 2020-01-01T00:00:00Z
            DATE_TRUNC('century', T) ~ 2001-01-01T00:00:00Z
            DATE_TRUNC('millennium', T) ~ 2001-01-01T00:00:00Z
            TIME_IN_INTERVAL(T, '2024-03-05/P1D') ~ TRUE
            TIME_IN_INTERVAL(T, '2024-03-05T14:37:22.123Z/PT1S') ~ TRUE
            TIME_IN_INTERVAL(T, '2024-03-05/2024-03-05T14:37:22.123Z') ~ FALSE
            TIME_IN_INTERVAL(T, 'P1M/2024-04-01') ~ TRUE
            TIME_IN_INTERVAL(T, 'P1D/2024-03-05') ~ FALSE
            TIME_EXTRACT(T,'HOUR') ~ 14
            TIME_EXTRACT(T,'dow') ~ 2
            TIME_EXTRACT(T,'DOY') ~ 65
            TIME_EXTRACT(T,'WEEK') ~ 10
            TIME_EXTRACT(T,'QUARTER') ~ 1
            TIME_EXTRACT(T,'EPOCH') ~ 1709649442
            TIME_EXTRACT(T,'HOUR','America/Los_Angeles') ~ 6
            TIME_EXTRACT(TIMESTAMP '1969-12-31 23:59:59.500','EPOCH') ~ -1
            EXTRACT(YEAR FROM T) ~ 2024
            EXTRACT(CENTURY FROM T) ~ 21
            EXTRACT(DECADE FROM T) ~ 202
            EXTRACT(MILLENNIUM FROM T) ~ 3
            EXTRACT(MILLISECOND FROM T) ~ 123
            EXTRACT(MICROSECOND FROM T) ~ 123000
            EXTRACT(ISODOW FROM T) ~ 2
            EXTRACT(ISOYEAR FROM DATE '2024-12-30') ~ 2025
            EXTRACT(DAY FROM T) ~ 5
            EXTRACT(MONTH FROM T) ~ 3
            EXTRACT(MINUTE FROM T) ~ 37
            EXTRACT(SECOND FROM T) ~ 22
            CURRENT_TIMESTAMP ~ 2024-03-05T14:37:22.123Z
            TIMESTAMP '2000-01-01 00:00:00' ~ 2000-01-01T00:00:00Z
            TIMESTAMP '2000-01-01 00:00:00.5' ~ 2000-01-01T00:00:00.500Z
            DATE '2000-01-01' ~ 2000-01-01T00:00:00Z
            """)
    void time(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            2 -- two ~ 2
            /* two */ 2 ~ 2
            "a.b" IS NULL ~ TRUE
            cAsE wHeN tRuE tHeN 1 eNd ~ 1
            j IS NULL ~ TRUE
            """)
    void lexis(String sql, String expected) {
        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }
}
