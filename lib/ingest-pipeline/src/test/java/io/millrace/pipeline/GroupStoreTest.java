package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.sql.MeasureMerge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupStoreTest {
    private static final RowSchema SCHEMA = new RowSchema(List.of(
            new Field("__time", DataType.TIMESTAMP),
            new Field("sum", DataType.LONG),
            new Field("name", DataType.STRING),
            new Field("min", DataType.LONG),
            new Field("ratio", DataType.DOUBLE),
            new Field("max", DataType.DOUBLE),
            new Field("total", DataType.DOUBLE)));
    private static final List<Optional<MeasureMerge>> MERGES = List.of(
            Optional.empty(),
            Optional.of(MeasureMerge.SUM),
            Optional.empty(),
            Optional.of(MeasureMerge.MIN),
            Optional.empty(),
            Optional.of(MeasureMerge.MAX),
            Optional.of(MeasureMerge.SUM));
    private static final List<Integer> KEYS = List.of(0, 2, 4);

    @Test
    void rowsOfOneKeyBecomeOneRow() {
        Rollup rollup = Rollup.merging(SCHEMA, MERGES);
        rollup.add(batch(
                row(1L, 10L, "a", 5L, 0.5, 1.5, 1.0),
                row(1L, 20L, "b", 6L, 0.5, 2.5, 1.0),
                row(1L, 30L, "a", 4L, 0.5, 0.5, 2.0)));

        assertThat(rollup.groups()).isEqualTo(2);
        assertThat(drain(rollup))
                .containsExactly(row(1L, 40L, "a", 4L, 0.5, 1.5, 3.0), row(1L, 20L, "b", 6L, 0.5, 2.5, 1.0));
    }

    @Test
    void nullIsAGroupOfItsOwnBesideZeroAndTheEmptyText() {
        Rollup rollup = Rollup.merging(SCHEMA, MERGES);
        rollup.add(batch(
                row(0L, 1L, "", 1L, 0.0, 1.0, 1.0),
                row(0L, 1L, null, 1L, 0.0, 1.0, 1.0),
                row(0L, 1L, "", 1L, null, 1.0, 1.0),
                row(0L, 1L, null, 1L, null, 1.0, 1.0),
                row(0L, 1L, null, 1L, null, 1.0, 1.0)));

        assertThat(drain(rollup))
                .containsExactlyInAnyOrder(
                        row(0L, 1L, "", 1L, 0.0, 1.0, 1.0),
                        row(0L, 1L, null, 1L, 0.0, 1.0, 1.0),
                        row(0L, 1L, "", 1L, null, 1.0, 1.0),
                        row(0L, 2L, null, 1L, null, 1.0, 2.0));
    }

    @Test
    void zeroHasNoSignAsAKey() {
        Rollup rollup = Rollup.merging(SCHEMA, MERGES);
        rollup.add(batch(row(0L, 1L, "a", 1L, -0.0, 1.0, 1.0), row(0L, 1L, "a", 1L, 0.0, 1.0, 1.0)));

        assertThat(drain(rollup)).containsExactly(row(0L, 2L, "a", 1L, 0.0, 1.0, 2.0));
    }

    @Test
    void aNullStateChangesNothingAndAGroupOfNullStatesStaysNull() {
        Rollup rollup = Rollup.merging(SCHEMA, MERGES);
        rollup.add(batch(
                row(0L, null, "a", null, 1.0, null, null),
                row(0L, 7L, "a", 7L, 1.0, -7.0, -7.0),
                row(0L, null, "a", null, 1.0, null, null),
                row(0L, null, "b", null, 1.0, null, null)));

        assertThat(drain(rollup))
                .containsExactly(row(0L, 7L, "a", 7L, 1.0, -7.0, -7.0), row(0L, null, "b", null, 1.0, null, null));
    }

    @Test
    void aDrainedRollupIsEmptyAndCanBeFilledAgain() {
        Rollup rollup = Rollup.merging(SCHEMA, MERGES);
        rollup.add(batch(row(0L, 1L, "a", 1L, 1.0, 1.0, 1.0)));
        drain(rollup);
        assertThat(rollup.groups()).isZero();
        assertThat(drain(rollup)).isEmpty();

        rollup.add(batch(row(0L, 2L, "a", 2L, 1.0, 2.0, 2.0)));

        assertThat(drain(rollup)).containsExactly(row(0L, 2L, "a", 2L, 1.0, 2.0, 2.0));
    }

    @Test
    void manyGroupsComeOutInBatchesOfTheUsualSizeAndTakeMemory() {
        Rollup rollup = Rollup.merging(SCHEMA, MERGES);
        long empty = rollup.memoryBytes();
        for (int part = 0; part < 10; part++) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                rows.add(row((long) i, 1L, "part" + part, 1L, 1.0, 1.0, 1.0));
            }
            rollup.add(batch(rows));
        }
        List<Integer> sizes = new ArrayList<>();
        assertThat(rollup.memoryBytes()).isGreaterThan(empty + 10_000 * 40);

        rollup.drain(batch -> sizes.add(batch.rows()));

        assertThat(sizes).containsExactly(4096, 4096, 1808);
        assertThat(rollup.memoryBytes()).isEqualTo(empty);
    }

    @Test
    void rowsWithoutMeasuresAreOnlyCollected() {
        Rollup rollup = Rollup.collecting(SCHEMA);
        rollup.add(batch(row(0L, 1L, "a", null, 1.0, 1.0, 1.0), row(0L, 1L, "a", null, 1.0, 1.0, 1.0)));
        rollup.add(batch(row(0L, 1L, "a", null, 1.0, 1.0, 1.0)));

        assertThat(rollup.groups()).isEqualTo(3);
        assertThat(drain(rollup)).hasSize(3).containsOnly(row(0L, 1L, "a", null, 1.0, 1.0, 1.0));
    }

    /** Rolled up all at once, or in parts of any size in any order whose groups are rolled up again: the same. */
    @Test
    void mergingPartsInAnyOrderAndGroupingGivesEqualAnswers() {
        for (int run = 0; run < 200; run++) {
            long seed = 1000L + run;
            Random random = new Random(seed);
            List<List<@Nullable Object>> rows = rows(random, 1 + random.nextInt(400), 1 + random.nextInt(6));

            Map<List<@Nullable Object>, List<@Nullable Object>> expected = aggregate(rows);
            List<List<@Nullable Object>> actual = inParts(rows, random);

            assertEqualGroups(actual, expected, seed);
        }
    }

    /** Everything must hold when all keys, or many, have the same hash. */
    @ParameterizedTest
    @ValueSource(longs = {0, 0x1_0000_0000L, 0x7_0000_0000L, ~0L})
    void keysWhoseHashesCollideStayApart(long hashMask) {
        Random random = new Random(hashMask);
        List<List<@Nullable Object>> rows = rows(random, 300, 3);
        GroupStore groups = new GroupStore(SCHEMA, MERGES, 42, hashMask);

        for (int from = 0; from < rows.size(); from += 50) {
            groups.add(batch(rows.subList(from, from + 50)));
        }

        List<List<@Nullable Object>> actual = new ArrayList<>();
        groups.forEachBatch(batch -> actual.addAll(rows(batch)));
        assertEqualGroups(actual, aggregate(rows), hashMask);
    }

    @Test
    void textsOfAnyLengthAreToldApartByTheirLastByteAndByTheirFirst() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int length = 1; length <= 40; length++) {
            String text = "x".repeat(length);
            rows.add(row(0L, 1L, text, 1L, 1.0, 1.0, 1.0));
            rows.add(row(0L, 1L, text.substring(1) + "y", 1L, 1.0, 1.0, 1.0));
            if (length > 1) {
                rows.add(row(0L, 1L, "y" + text.substring(1), 1L, 1.0, 1.0, 1.0));
            }
        }
        Rollup rollup = Rollup.merging(SCHEMA, MERGES);

        rollup.add(batch(rows));

        assertThat(drain(rollup)).containsExactlyElementsOf(rows);
    }

    private static List<List<@Nullable Object>> inParts(List<List<@Nullable Object>> rows, Random random) {
        List<List<@Nullable Object>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<List<@Nullable Object>> partials = new ArrayList<>();
        int parts = 1 + random.nextInt(5);
        for (int part = 0; part < parts; part++) {
            Rollup rollup = Rollup.merging(SCHEMA, MERGES);
            for (int from = part; from < shuffled.size(); from += parts * 7) {
                List<List<@Nullable Object>> some = new ArrayList<>();
                for (int i = from; i < Math.min(shuffled.size(), from + parts * 7); i += parts) {
                    some.add(shuffled.get(i));
                }
                rollup.add(batch(some));
            }
            partials.addAll(drain(rollup));
        }
        Collections.shuffle(partials, random);
        Rollup whole = Rollup.merging(SCHEMA, MERGES);
        whole.add(batch(partials));
        return drain(whole);
    }

    private static List<List<@Nullable Object>> rows(Random random, int count, int variety) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(
                    (long) random.nextInt(variety),
                    random.nextInt(5) == 0 ? null : random.nextLong(),
                    random.nextInt(5) == 0 ? null : "name".repeat(random.nextInt(variety)),
                    random.nextInt(5) == 0 ? null : random.nextLong(),
                    random.nextInt(5) == 0 ? null : (double) random.nextInt(2),
                    random.nextInt(5) == 0 ? null : random.nextGaussian(),
                    random.nextInt(5) == 0 ? null : random.nextGaussian() * 1000));
        }
        return rows;
    }

    /** The plain way, row by row. */
    private static Map<List<@Nullable Object>, List<@Nullable Object>> aggregate(List<List<@Nullable Object>> rows) {
        Map<List<@Nullable Object>, List<@Nullable Object>> groups = new HashMap<>();
        for (List<@Nullable Object> row : rows) {
            groups.merge(
                    key(row),
                    row,
                    (a, b) -> row(
                            a.get(0),
                            either(a.get(1), b.get(1), (x, y) -> (Long) x + (Long) y),
                            a.get(2),
                            either(a.get(3), b.get(3), (x, y) -> Math.min((Long) x, (Long) y)),
                            a.get(4),
                            either(a.get(5), b.get(5), (x, y) -> Math.max((Double) x, (Double) y)),
                            either(a.get(6), b.get(6), (x, y) -> (Double) x + (Double) y)));
        }
        return groups;
    }

    private interface Merge {
        Object of(Object a, Object b);
    }

    private static @Nullable Object either(@Nullable Object a, @Nullable Object b, Merge both) {
        if (a == null) {
            return b;
        }
        return b == null ? a : both.of(a, b);
    }

    private static void assertEqualGroups(
            List<List<@Nullable Object>> actual,
            Map<List<@Nullable Object>, List<@Nullable Object>> expected,
            long seed) {
        assertThat(actual).as("seed %s", seed).hasSameSizeAs(expected.values());
        for (List<@Nullable Object> row : actual) {
            assertThat(expected).as("seed %s", seed).containsKey(key(row));
            List<@Nullable Object> wanted = requireNonNull(expected.get(key(row)));
            assertThat(row.subList(0, 6)).as("seed %s", seed).isEqualTo(wanted.subList(0, 6));
            if (wanted.get(6) == null) {
                assertThat(row.get(6)).isNull();
            } else {
                assertThat((Double) row.get(6)).as("seed %s", seed).isCloseTo((Double) wanted.get(6), within(1e-6));
            }
        }
    }

    private static List<@Nullable Object> key(List<@Nullable Object> row) {
        List<@Nullable Object> key = new ArrayList<>();
        KEYS.forEach(column -> key.add(row.get(column)));
        return key;
    }

    private static List<List<@Nullable Object>> drain(Rollup rollup) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rollup.drain(batch -> rows.addAll(rows(batch)));
        return rows;
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @SafeVarargs
    private static ColumnBatch batch(List<@Nullable Object>... rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            all.add(row);
        }
        return batch(all);
    }

    private static ColumnBatch batch(List<List<@Nullable Object>> rows) {
        ColumnBatch batch = new ColumnBatch(SCHEMA);
        for (List<@Nullable Object> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                append(batch, column, row.get(column));
            }
            batch.endRow();
        }
        return batch;
    }

    private static void append(ColumnBatch batch, int column, @Nullable Object value) {
        if (value == null) {
            batch.vector(column).appendNull();
        } else if (value instanceof Long number) {
            batch.longs(column).append(number);
        } else if (value instanceof Double number) {
            batch.doubles(column).append(number);
        } else {
            batch.bytes(column).append((String) value);
        }
    }

    private static List<List<@Nullable Object>> rows(ColumnBatch batch) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < batch.schema().size(); column++) {
                values.add(value(batch, column, row));
            }
            rows.add(values);
        }
        return rows;
    }

    private static @Nullable Object value(ColumnBatch batch, int column, int row) {
        Vector vector = batch.vector(column);
        assertThat(vector.size()).isEqualTo(batch.rows());
        if (vector.isNull(row)) {
            return null;
        }
        return switch (batch.schema().type(column)) {
            case LONG, TIMESTAMP -> batch.longs(column).get(row);
            case DOUBLE -> batch.doubles(column).get(row);
            default -> batch.bytes(column).string(row);
        };
    }
}
