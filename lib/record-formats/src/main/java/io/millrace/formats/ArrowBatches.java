package io.millrace.formats;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Batches between services, as Arrow IPC streams of one record batch. Nulls, empty strings and non-UTF-8 bytes survive.
 *
 * <p>Longs are {@code Int(64)}, timestamps {@code Timestamp(ms, UTC)}, doubles and floats {@code FloatingPoint(DOUBLE)},
 * strings and JSON {@code Utf8}, everything else {@code Binary}.
 */
public final class ArrowBatches {
    private ArrowBatches() {}

    public static byte[] encode(ColumnBatch batch) {
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = arrowVectors(batch, allocator)) {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream((int) Math.min(1 << 20, batch.memoryBytes() + 1024));
            try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
                writer.writeBatch();
                writer.end();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VectorSchemaRoot arrowVectors(ColumnBatch batch, BufferAllocator allocator) {
        List<FieldVector> vectors = new ArrayList<>();
        try {
            for (int i = 0; i < batch.schema().size(); i++) {
                FieldVector vector = ArrowColumns.create(batch.schema().field(i), allocator);
                vectors.add(vector);
                ArrowColumns.fill(vector, batch.vector(i), batch.rows());
            }
        } catch (RuntimeException | Error e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
        VectorSchemaRoot root = new VectorSchemaRoot(vectors);
        root.setRowCount(batch.rows());
        return root;
    }

    /**
     * The rows of an encoded batch, with the columns of a schema: a column that the batch lacks is null, one that the
     * schema lacks is dropped. Longs may be read as doubles.
     *
     * @throws IllegalArgumentException if the bytes are not such a batch, or a column cannot be read as the schema's type
     */
    public static ColumnBatch decode(byte[] arrow, RowSchema schema) {
        List<Vector> vectors =
                schema.fields().stream().map(field -> Vector.of(field.type())).toList();
        int rows = 0;
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(arrow), allocator)) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                for (int i = 0; i < schema.size(); i++) {
                    append(root, schema, i, vectors.get(i));
                }
                rows += root.getRowCount();
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw notArrow(arrow, e);
        }
        return new ColumnBatch(schema, vectors, rows);
    }

    /**
     * The names of an encoded batch's columns.
     *
     * @throws IllegalArgumentException if the bytes are not such a batch
     */
    public static List<String> columns(byte[] arrow) {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(arrow), allocator)) {
            return reader.getVectorSchemaRoot().getSchema().getFields().stream()
                    .map(Field::getName)
                    .toList();
        } catch (IOException | IndexOutOfBoundsException e) {
            throw notArrow(arrow, e);
        }
    }

    private static IllegalArgumentException notArrow(byte[] bytes, Exception cause) {
        return new IllegalArgumentException("These " + bytes.length + " bytes are not an Arrow stream", cause);
    }

    private static void append(VectorSchemaRoot root, RowSchema schema, int column, Vector target) {
        FieldVector source = root.getVector(schema.field(column).name());
        if (source == null) {
            for (int row = 0; row < root.getRowCount(); row++) {
                target.appendNull();
            }
        } else if (target instanceof LongVector longs) {
            ArrowColumns.append(source, root.getRowCount(), longs);
        } else if (target instanceof DoubleVector doubles) {
            ArrowColumns.append(source, root.getRowCount(), doubles);
        } else {
            ArrowColumns.append(source, root.getRowCount(), (BytesVector) target);
        }
    }
}
