package io.millrace.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {
    private static final RowSchema SCHEMA = new RowSchema(List.of(
            new Field("text", DataType.STRING),
            new Field("number", DataType.LONG),
            new Field("real", DataType.DOUBLE)));
    private static final String[] TEXTS = {"", "a", "b", "abcdefgh", "abcdefghi", "abcdefgz", "é", "北", "🚀", "\u0000"};
    private static final double[] REALS = {
        Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 0.0, 1.5, -1.5, Double.POSITIVE_INFINITY
    };

    @Test
    void moreStringsThanCanBeRankedAreSortedToo() {
        Random random = new Random(4);
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            values.add(Arrays.asList("value " + random.nextInt(50_000), random.nextLong(), 0.0));
        }
        ColumnBatch batch = Sample.batch(SCHEMA, values);

        for (int[] columns : new int[][] {{0}, {0, 1}, {2, 0}, {1, 0}}) {
            assertThat(RowOrder.sorted(batch, columns)).containsExactly(expected(values, columns));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 100, 5000})
    void itSortsLikeAStableSortOfTheValues(int rows) {
        Random random = new Random(rows);
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(Arrays.asList(
                    orNull(random, TEXTS[random.nextInt(TEXTS.length)]),
                    orNull(random, random.nextInt(9) == 0 ? Long.MIN_VALUE : random.nextInt(7) - 3L),
                    orNull(random, REALS[random.nextInt(REALS.length)])));
        }
        ColumnBatch batch = Sample.batch(SCHEMA, values);

        for (int[] columns : new int[][] {{0}, {1}, {2}, {0, 1, 2}, {2, 0}, {1, 2}}) {
            assertThat(RowOrder.sorted(batch, columns))
                    .as("by %s", Arrays.toString(columns))
                    .containsExactly(expected(values, columns));
        }
    }

    private static int[] expected(List<List<@Nullable Object>> values, int[] columns) {
        Comparator<Integer> order = Arrays.stream(columns)
                .mapToObj(column -> Comparator.comparing(
                        (Integer row) -> values.get(row).get(column),
                        Comparator.nullsFirst(RowOrderTest::compareValues)))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        Integer[] rows = new Integer[values.size()];
        Arrays.setAll(rows, row -> row);
        Arrays.sort(rows, order);
        return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
    }

    /** By code points, which is the order of UTF-8 bytes. */
    private static int compareValues(Object left, Object right) {
        if (left instanceof String text) {
            return Arrays.compare(
                    text.codePoints().toArray(), ((String) right).codePoints().toArray());
        }
        return left instanceof Long number
                ? Long.compare(number, (Long) right)
                : Double.compare((Double) left, (Double) right);
    }

    private static @Nullable Object orNull(Random random, Object value) {
        return random.nextInt(10) == 0 ? null : value;
    }
}
