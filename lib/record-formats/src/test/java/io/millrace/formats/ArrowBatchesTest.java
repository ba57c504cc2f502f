package io.millrace.formats;

import static io.millrace.formats.Records.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrowBatchesTest {
    private static final RowSchema ALL = schema(
            "__time", DataType.TIMESTAMP,
            "l", DataType.LONG,
            "d", DataType.DOUBLE,
            "f", DataType.FLOAT,
            "s", DataType.STRING,
            "j", DataType.JSON,
            "h", DataType.HLL_SKETCH);

    @Test
    void theColumnsOfABatchCanBeAskedFor() {
        assertThat(ArrowBatches.columns(ArrowBatches.encode(new ColumnBatch(ALL))))
                .containsExactly("__time", "l", "d", "f", "s", "j", "h");
        assertThatThrownBy(() -> ArrowBatches.columns(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an Arrow stream");
    }

    private static ColumnBatch random(Random random, int rows, double nulls) {
        ColumnBatch batch = new ColumnBatch(ALL);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < ALL.size(); column++) {
                append(batch.vector(column), random, nulls);
            }
            batch.endRow();
        }
        return batch;
    }

    private static void append(Vector vector, Random random, double nulls) {
        if (random.nextDouble() < nulls) {
            vector.appendNull();
        } else if (vector instanceof LongVector longs) {
            longs.append(random.nextLong());
        } else if (vector instanceof DoubleVector doubles) {
            doubles.append(random.nextGaussian());
        } else {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            ((BytesVector) vector).append(bytes);
        }
    }

    private static void assertSame(ColumnBatch actual, ColumnBatch expected) {
        assertThat(actual.rows()).isEqualTo(expected.rows());
        for (int column = 0; column < ALL.size(); column++) {
            assertThat(actual.vector(column).size()).isEqualTo(expected.rows());
            for (int row = 0; row < expected.rows(); row++) {
                assertThat(exact(actual.vector(column), row)).isEqualTo(exact(expected.vector(column), row));
            }
        }
    }

    private static List<Object> exact(Vector vector, int row) {
        if (vector.isNull(row)) {
            return List.of();
        }
        return vector instanceof BytesVector bytes
                ? List.of(HexFormat.of().formatHex(bytes.bytes(row)))
                : List.of(String.valueOf(Records.value(vector, row)));
    }

    @Test
    void whatWasEncodedIsDecodedUnchanged() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int rows : new int[] {0, 1, 7, 8, 9, 1000, 4096}) {
            for (double nulls : new double[] {0, 0.3, 1}) {
                ColumnBatch batch = random(random, rows, nulls);

                ColumnBatch decoded = ArrowBatches.decode(ArrowBatches.encode(batch), ALL);

                assertThat(decoded.schema()).isEqualTo(ALL);
                assertThat(decoded).as("seed %d", seed).satisfies(actual -> assertSame(actual, batch));
            }
        }
    }

    @Test
    void aBatchThatWasClearedAndFilledAgainIsEncodedAsItIsNow() {
        ColumnBatch batch = random(new Random(1), 100, 0.5);
        batch.clear();
        batch.appendRow(random(new Random(2), 1, 0), 0);

        assertSame(ArrowBatches.decode(ArrowBatches.encode(batch), ALL), batch);
    }

    @Test
    void columnsThatTheBatchLacksAreNullAndOnesThatTheSchemaLacksAreDropped() {
        ColumnBatch batch = random(new Random(1), 3, 0);
        RowSchema other = schema("new", DataType.STRING, "l", DataType.LONG, "n", DataType.DOUBLE);

        ColumnBatch decoded = ArrowBatches.decode(ArrowBatches.encode(batch), other);

        for (int row = 0; row < 3; row++) {
            assertThat(Records.row(decoded, row))
                    .isEqualTo(Arrays.asList(null, batch.longs(1).get(row), null));
        }
    }

    @Test
    void longsMayBeReadAsDoublesButNotAsText() {
        ColumnBatch batch = new ColumnBatch(schema("x", DataType.LONG));
        batch.longs(0).append(7);
        batch.endRow();
        byte[] encoded = ArrowBatches.encode(batch);

        assertThat(ArrowBatches.decode(encoded, schema("x", DataType.DOUBLE))
                        .doubles(0)
                        .get(0))
                .isEqualTo(7.0);
        assertThatThrownBy(() -> ArrowBatches.decode(encoded, schema("x", DataType.STRING)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column \"x\" holds Int(64, true) where text or bytes are expected");
    }

    @Test
    void bytesThatAreNoArrowStreamAreRefused() {
        byte[] encoded = ArrowBatches.encode(random(new Random(1), 3, 0));
        for (byte[] bytes : List.of(new byte[] {1, 2, 3}, new byte[100], Arrays.copyOf(encoded, encoded.length / 2))) {
            assertThatThrownBy(() -> ArrowBatches.decode(bytes, ALL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("These " + bytes.length + " bytes are not an Arrow stream");
        }
    }
}
