package io.millrace.columns;

import java.util.List;

/**
 * Rows in columns: one vector for each field of the schema, all of the same length. Reused after {@link #clear}. Not
 * thread-safe.
 */
public final class ColumnBatch {
    /** How many rows a batch usually holds: few enough for the cache, many enough to forget the cost of a call. */
    public static final int DEFAULT_ROWS = 4096;

    private final RowSchema schema;
    private final Vector[] vectors;
    private int rows;

    public ColumnBatch(RowSchema schema) {
        this(
                schema,
                schema.fields().stream().map(field -> Vector.of(field.type())).toList(),
                0);
    }

    /** A batch of vectors that exist already; each must have {@code rows} values. */
    public ColumnBatch(RowSchema schema, List<Vector> vectors, int rows) {
        if (vectors.size() != schema.size()) {
            throw new IllegalArgumentException(vectors.size() + " vectors for " + schema.size() + " fields");
        }
        this.schema = schema;
        this.vectors = vectors.toArray(Vector[]::new);
        this.rows = rows;
    }

    public RowSchema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    public Vector vector(int column) {
        return vectors[column];
    }

    public LongVector longs(int column) {
        return (LongVector) vectors[column];
    }

    public DoubleVector doubles(int column) {
        return (DoubleVector) vectors[column];
    }

    public BytesVector bytes(int column) {
        return (BytesVector) vectors[column];
    }

    /** To be called once every vector has one value more. */
    public void endRow() {
        rows++;
    }

    /** To be called once every vector has been filled to this length. */
    public void setRows(int rows) {
        this.rows = rows;
    }

    /** Takes back all values appended since the last {@link #endRow}. */
    public void undoRow() {
        for (Vector vector : vectors) {
            vector.truncate(rows);
        }
    }

    public void clear() {
        for (Vector vector : vectors) {
            vector.clear();
        }
        rows = 0;
    }

    /** Appends one row of another batch of the same schema. */
    public void appendRow(ColumnBatch other, int row) {
        for (int i = 0; i < vectors.length; i++) {
            vectors[i].appendFrom(other.vectors[i], row);
        }
        rows++;
    }

    /** Bytes of memory that the values take, roughly. */
    public long memoryBytes() {
        long total = 0;
        for (Vector vector : vectors) {
            total += vector.memoryBytes();
        }
        return total;
    }
}
