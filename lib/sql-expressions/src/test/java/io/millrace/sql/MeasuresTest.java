package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuresTest {
    /** n of 2, 4, 4, 4, 5, 5, 7, 9 and one null row. */
    private static final ColumnBatch EIGHT_VALUES_AND_A_NULL = values();

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            COUNT(*)                               ~ LONG   ~ SUM ~ 9
            COUNT(n)                               ~ LONG   ~ SUM ~ 8
            COUNT(s)                               ~ LONG   ~ SUM ~ 0
            SUM(n)                                 ~ LONG   ~ SUM ~ 40
            sum(n * 2)                             ~ LONG   ~ SUM ~ 80
            SUM(d)                                 ~ DOUBLE ~ SUM ~ 20.0
            SUM(f)                                 ~ FLOAT  ~ SUM ~ NULL
            MIN(n)                                 ~ LONG   ~ MIN ~ 2
            MAX(n)                                 ~ LONG   ~ MAX ~ 9
            MAX(d)                                 ~ DOUBLE ~ MAX ~ 4.5
            MIN(T)                                 ~ LONG   ~ MIN ~ NULL
            SUM(m)                                 ~ LONG   ~ SUM ~ NULL
            SUM(CASE WHEN n > 4 THEN n END)        ~ LONG   ~ SUM ~ 26
            SUM(NULL)                              ~ LONG   ~ SUM ~ NULL
            """)
    void statesOfSingleRowsMergeToTheAggregate(String sql, DataType type, MeasureMerge merge, String expected) {
        CompiledMeasure measure = Rows.compiler().measure(sql);
        RowProblems problems = new RowProblems();
        problems.reset(EIGHT_VALUES_AND_A_NULL.rows());

        Vector states = measure.initialStates(EIGHT_VALUES_AND_A_NULL, problems);

        assertThat(measure.columnType()).isEqualTo(type);
        assertThat(measure.merge()).isEqualTo(merge);
        assertThat(merged(states, merge)).isEqualTo(expected);
        assertThat(problems.any()).isFalse();
    }

    @Test
    void aSumOverSomethingThatIsNoNumberInARowLeavesThatRowOutAndWarns() {
        CompiledMeasure measure = Rows.compiler().measure("SUM(10 / (n - 4))");
        RowProblems problems = new RowProblems();
        problems.reset(EIGHT_VALUES_AND_A_NULL.rows());

        Vector states = measure.initialStates(EIGHT_VALUES_AND_A_NULL, problems);

        assertThat(states.isNull(0)).isFalse();
        assertThat(states.isNull(1)).isTrue();
        assertThat(problems.hasWarning(0)).isFalse();
        assertThat(problems.hasWarning(1)).isTrue();
        assertThat(problems.hasWarning(8)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COUNT(*)",
                "count(n)",
                "SUM(n) / 2",
                "AVG(n)",
                "VAR_POP(n)",
                "COUNT(DISTINCT n)",
                "SUM(n) FILTER (WHERE n > 1)"
            })
    void textWithAnAggregateIsAMeasure(String sql) {
        assertThat(Rows.compiler().isMeasure(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "n +", "\"COUNT\"", "'SUM(n)'", "ABS(n)", "COALESCE(n, 1)"})
    void otherTextIsNone(String sql) {
        assertThat(Rows.compiler().isMeasure(sql)).isFalse();
    }

    private static String merged(Vector states, MeasureMerge merge) {
        @Nullable Double merged = null;
        for (int row = 0; row < states.size(); row++) {
            if (!states.isNull(row)) {
                double state = states instanceof LongVector longs ? longs.get(row) : ((DoubleVector) states).get(row);
                merged = merged == null ? Double.valueOf(state) : Double.valueOf(merge(merged, state, merge));
            }
        }
        if (merged == null) {
            return "NULL";
        }
        return states instanceof LongVector ? Long.toString(merged.longValue()) : Double.toString(merged);
    }

    private static double merge(double one, double other, MeasureMerge merge) {
        return switch (merge) {
            case SUM -> one + other;
            case MIN -> Math.min(one, other);
            case MAX -> Math.max(one, other);
        };
    }

    private static ColumnBatch values() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long value : new long[] {2, 4, 4, 4, 5, 5, 7, 9}) {
            rows.add(new @Nullable Object[] {value, null, value / 2.0});
        }
        rows.add(new @Nullable Object[0]);
        return Rows.batch(rows);
    }
}
