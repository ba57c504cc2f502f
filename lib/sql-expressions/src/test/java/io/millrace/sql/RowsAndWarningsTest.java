package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.ColumnBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsAndWarningsTest {
    /** n and m: 6/0, 6/2, null/0, 6/null. */
    private static final ColumnBatch DIVISIONS = Rows.batch(List.<@Nullable Object[]>of(
            new @Nullable Object[] {6L, 0L},
            new @Nullable Object[] {6L, 2L},
            new @Nullable Object[] {null, 0L},
            new @Nullable Object[] {6L, null}));

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            n / m                                       ~ NULL with a warning ~ 3    ~ NULL  ~ NULL
            n % m                                       ~ NULL with a warning ~ 0    ~ NULL  ~ NULL
            SAFE_DIVIDE(n, m)                           ~ NULL                ~ 3    ~ NULL  ~ NULL
            CASE WHEN m <> 0 THEN n / m ELSE -1 END     ~ -1                  ~ 3    ~ -1    ~ -1
            CASE WHEN m = 0 THEN n / m ELSE -1 END      ~ NULL with a warning ~ -1   ~ NULL  ~ -1
            CASE WHEN n / m = 3 THEN 1 ELSE 0 END       ~ 0 with a warning    ~ 1    ~ 0     ~ 0
            m <> 0 AND n / m = 3                        ~ FALSE               ~ TRUE ~ FALSE ~ NULL
            n / m = 3 AND m <> 0                        ~ FALSE with a warning ~ TRUE ~ FALSE ~ NULL
            m = 0 OR n / m = 3                          ~ TRUE                ~ TRUE ~ TRUE  ~ NULL
            COALESCE(m, n / m)                          ~ 0                   ~ 2    ~ 0     ~ NULL
            COALESCE(n / m, -1)                         ~ -1 with a warning   ~ 3    ~ -1    ~ -1
            NULLIF(m, 0)                                ~ NULL                ~ 2    ~ NULL  ~ NULL
            n / NULLIF(m, 0)                            ~ NULL                ~ 3    ~ NULL  ~ NULL
            NULLIF(n / m, 3)                            ~ NULL with a warning ~ NULL ~ NULL  ~ NULL
            CASE WHEN m = 0 THEN 0 WHEN n / m = 3 THEN n / m ELSE n / m + 1 END ~ 0   ~ 3    ~ 0     ~ NULL
            CASE WHEN m = 2 THEN n / 0 ELSE n / m END   ~ NULL with a warning ~ NULL with a warning ~ NULL ~ NULL
            """)
    void onlyRowsThatNeedADivisionAreWarnedOfIt(String sql, String first, String second, String third, String fourth) {
        assertThat(Rows.valuesOf(sql, DIVISIONS)).containsExactly(first, second, third, fourth);
    }

    @Test
    void aConstantDivisionByZeroWarnsInEveryRowThatNeedsIt() {
        assertThat(Rows.valuesOf("CASE WHEN m = 2 THEN 1 / 0 ELSE 1 END", DIVISIONS))
                .containsExactly("1", "NULL with a warning", "1", "1");
    }

    @Test
    void aFieldAloneIsTheBatchOwnVector() {
        assertThat(Rows.compiler().scalar("n").evaluate(DIVISIONS, new RowProblems()))
                .isSameAs(DIVISIONS.vector(0));
    }

    @Test
    void resultsOfALongBatchDoNotShowInAShorterOneLater() {
        List<@Nullable Object[]> many = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            many.add(new @Nullable Object[] {i % 3 == 0 ? null : i, 1L, null, null, "text" + i});
        }
        CompiledExpression expression = Rows.compiler()
                .scalar(
                        "CASE WHEN n IS NULL THEN UPPER(s) WHEN n > 5000 THEN 'big' ELSE CAST(n + m AS VARCHAR) END || '!'");
        RowProblems problems = new RowProblems();

        for (int size : new int[] {10_000, 3, 0, 4_097, 1}) {
            ColumnBatch batch = Rows.batch(many.subList(0, size));
            problems.reset(size);
            var values = expression.evaluate(batch, problems);
            assertThat(values.size()).isEqualTo(size);
            for (int row = 0; row < size; row++) {
                String expected = row % 3 == 0 ? "TEXT" + row : row > 5_000 ? "big" : Integer.toString(row + 1);
                assertThat(Rows.show(expression.type(), values, row)).isEqualTo("'" + expected + "!'");
            }
        }
    }

    @Test
    void aConstantHasAsManyRowsAsTheBatch() {
        CompiledExpression expression = Rows.compiler().scalar("'x'");

        for (int size : new int[] {3, 1, 4, 0}) {
            ColumnBatch batch = Rows.batch(Collections.nCopies(size, new @Nullable Object[0]));
            assertThat(expression.evaluate(batch, new RowProblems()).size()).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @CsvSource({"d / 0, DOUBLE", "CAST(1e39 AS FLOAT), FLOAT", "CAST('NaN' AS DOUBLE), DOUBLE"})
    void aNumberThatNoColumnCanHoldBecomesNullWithAWarning(String sql, ExpressionType type) {
        ColumnBatch batch = Rows.batch(List.<@Nullable Object[]>of(new @Nullable Object[] {null, null, 1.0}));

        assertThat(Rows.compiler().scalar(sql).type()).isEqualTo(type);
        assertThat(Rows.valuesOf(sql, batch)).containsExactly("NULL with a warning");
    }

    @ParameterizedTest
    @CsvSource({
        "n, LONG",
        "d, DOUBLE",
        "f, FLOAT",
        "s, STRING",
        "T, TIMESTAMP",
        "j, JSON",
        "n = 1, BOOLEAN",
        "f + f, DOUBLE",
        "n + d, DOUBLE",
        "DATE '2000-01-01', TIMESTAMP",
        "NULL, STRING",
        "NULL + 1, LONG",
        "NULLIF(T; T), TIMESTAMP",
        "COALESCE(f; f), FLOAT",
        "COALESCE(n; f), DOUBLE"
    })
    void everyExpressionHasAType(String sql, ExpressionType type) {
        assertThat(Rows.compiler().scalar(sql.replace(';', ',')).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            s = r   ~ FALSE
            s < r   ~ TRUE
            s <= r  ~ TRUE
            s > r   ~ FALSE
            """)
    void textIsOrderedByUtf16CodeUnitsEvenBeyondTheBasicPlane(String sql, String expected) {
        // U+1F600 is a pair from U+D83D on in UTF-16, so before U+FF5E, though its code point is higher.
        ColumnBatch batch = Rows.batch(List.<@Nullable Object[]>of(
                new @Nullable Object[] {null, null, null, null, "a\uD83D\uDE00", "a\uFF5E"}));

        assertThat(Rows.valuesOf(sql, batch)).containsExactly(expected);
    }

    @Test
    void aFilterKeepsARowOnlyWhenTrue() {
        CompiledExpression filter = Rows.compiler().filter("n / m > 1");
        RowProblems problems = new RowProblems();
        problems.reset(4);

        var values = filter.evaluate(DIVISIONS, problems);

        assertThat(filter.type()).isEqualTo(ExpressionType.BOOLEAN);
        assertThat(values.isNull(0)).isTrue();
        assertThat(Rows.show(filter.type(), values, 1)).isEqualTo("TRUE");
        assertThat(Rows.compiler().filter("NULL").type()).isEqualTo(ExpressionType.BOOLEAN);
    }
}
