package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.ReferenceEvaluator.Outcome;
import io.millrace.sql.parsing.ExpressionParser;
import io.millrace.sql.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Made-up expressions over made-up rows: the vector evaluators and the plain reference agree on every value and warning. */
class ReferenceComparisonTest {
    private static final int EXPRESSIONS = Integer.getInteger("millrace.sql.expressions", 3_000);

    private static final @Nullable Object[] LONGS = {
        null,
        0L,
        1L,
        -1L,
        2L,
        7L,
        100L,
        1_250L,
        -1_250L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        9_007_199_254_740_993L,
        1_709_649_442_123L
    };
    private static final @Nullable Object[] DOUBLES = {
        null,
        0.0,
        -0.0,
        1.0,
        2.5,
        -2.5,
        0.1,
        1e300,
        -1e300,
        1e-300,
        9.007199254740992E15,
        15.129,
        -0.4,
        Double.MAX_VALUE
    };
    private static final @Nullable Object[] TEXTS = {
        null,
        "",
        "a",
        "b",
        "Ab c",
        "abc",
        " x ",
        "é😀",
        "\uE000",
        "😀",
        "ÀÉÎ",
        "ß",
        "7",
        "-1.5",
        " 42 ",
        "1e3",
        "true",
        "FALSE",
        "9223372036854775808",
        "NaN",
        "%",
        "a%b_c",
        "2024-03-05",
        "2024-03-05 14:37:22",
        "İstanbul"
    };
    private static final @Nullable Object[] TIME_TEXTS = {
        null,
        "2024-03-05T14:37:22.123Z",
        "2024-03-05 14:37:22",
        "2024-02",
        "2024",
        "2024-W10-2",
        "2024-065",
        "2023-366",
        "2024-03-10T02:30:00",
        "2024-11-03T01:30:00",
        "2024-03-05T14:37:22+05:30",
        "2024-03-05T14:37:22,5-0800",
        "x",
        "",
        "2024-02-30",
        "2024-03-05T24:00:00",
        "  2024-03-05  ",
        "-0044-03-15",
        "2024-03-05t14:37",
        "2024-03-05T14:37:60Z"
    };
    private static final @Nullable Object[] TIMES = {
        null,
        0L,
        1_709_649_442_123L,
        -1L,
        1_710_064_800_000L,
        1_710_063_000_123L,
        1_730_622_600_000L,
        1_730_619_000_000L,
        -62_135_596_800_000L,
        4_102_444_800_000L,
        951_782_400_000L,
        1_704_067_199_999L
    };

    private long valuesSeen;
    private long nullsSeen;
    private long warningsSeen;

    @Test
    void vectorsAgreeWithTheReference() {
        long seed = Long.getLong("millrace.sql.seed", System.nanoTime());
        System.out.println("Expressions from seed " + seed + "; repeat with -Dmillrace.sql.seed=" + seed);
        Random random = new Random(seed);
        RandomExpressions expressions = new RandomExpressions(random);
        int refused = 0;
        List<@Nullable Object[]> rows = List.of();
        for (int i = 0; i < EXPRESSIONS; i++) {
            if (i % 20 == 0) {
                rows = rows(random);
            }
            String sql = expressions.next();
            try {
                compare(sql, rows, seed);
            } catch (InvalidExpressionException mistake) {
                refused++;
            }
        }
        assertThat(refused).as("refused, as some with NULL literals are").isLessThan(EXPRESSIONS / 10);
        assertThat(valuesSeen)
                .as("the comparison is of values, not only of nulls")
                .isGreaterThan(nullsSeen / 2);
        assertThat(warningsSeen).isPositive();
    }

    private void compare(String sql, List<@Nullable Object[]> rows, long seed) {
        Node node = new ExpressionParser(Rows.SCHEMA, Rows.NOW).scalar(sql);
        CompiledExpression compiled = Rows.compiler().scalar(sql);
        // Twice with different lengths, since vectors are reused.
        List<@Nullable Object[]> some = rows.subList(rows.size() / 2, rows.size());
        compare(sql, node, compiled, some, seed);
        compare(sql, node, compiled, rows, seed);
    }

    private void compare(String sql, Node node, CompiledExpression compiled, List<@Nullable Object[]> rows, long seed) {
        ColumnBatch batch = Rows.batch(rows);
        RowProblems problems = new RowProblems();
        problems.reset(rows.size());
        Vector values = compiled.evaluate(batch, problems);
        for (int row = 0; row < rows.size(); row++) {
            Outcome expected = ReferenceEvaluator.evaluate(node, rows.get(row));
            valuesSeen += expected.value() == null ? 0 : 1;
            warningsSeen += expected.warned() ? 1 : 0;
            nullsSeen += expected.value() == null ? 1 : 0;
            Outcome actual = new Outcome(value(values, row), problems.hasWarning(row));
            assertThat(actual)
                    .as("%s on row %s, seed %s", sql, Arrays.toString(rows.get(row)), seed)
                    .isEqualTo(expected);
        }
    }

    private static @Nullable Object value(Vector values, int row) {
        if (values.isNull(row)) {
            return null;
        }
        if (values instanceof LongVector longs) {
            return longs.get(row);
        }
        return values instanceof DoubleVector doubles ? (Object) doubles.get(row) : ((BytesVector) values).string(row);
    }

    private static List<@Nullable Object[]> rows(Random random) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        int count = 1 + random.nextInt(40);
        boolean withoutNulls = random.nextInt(4) == 0;
        for (int i = 0; i < count; i++) {
            rows.add(new @Nullable Object[] {
                pick(LONGS, random, withoutNulls),
                random.nextInt(3) == 0 ? (Object) random.nextLong() : pick(LONGS, random, withoutNulls),
                pick(DOUBLES, random, withoutNulls),
                pick(new @Nullable Object[] {null, 1.5, (double) 0.1f, -3.0}, random, withoutNulls),
                pick(TEXTS, random, withoutNulls),
                pick(TEXTS, random, withoutNulls),
                pick(TIMES, random, withoutNulls),
                null,
                pick(TIME_TEXTS, random, withoutNulls),
                null,
                null
            });
        }
        return rows;
    }

    private static @Nullable Object pick(@Nullable Object[] values, Random random, boolean withoutNulls) {
        // The null comes first.
        return withoutNulls ? values[1 + random.nextInt(values.length - 1)] : values[random.nextInt(values.length)];
    }
}
