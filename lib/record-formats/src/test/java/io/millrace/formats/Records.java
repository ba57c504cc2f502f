package io.millrace.formats;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a reader made of a source, copied out of its batches. */
final class Records {
    final List<List<@Nullable Object>> rows = new ArrayList<>();
    final List<Long> recordNumbers = new ArrayList<>();
    final List<Long> byteOffsets = new ArrayList<>();
    final List<Boolean> warnings = new ArrayList<>();
    final List<String> payloads = new ArrayList<>();
    final List<RejectedRecord> rejected = new ArrayList<>();
    long bytes;

    static RowSchema schema(Object... namesAndTypes) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            fields.add(new Field((String) namesAndTypes[i], (DataType) namesAndTypes[i + 1]));
        }
        return new RowSchema(fields);
    }

    static Records ofFile(FormatSettings format, RowSchema schema, String text) throws IOException {
        return ofFile(format, schema, text.getBytes(StandardCharsets.UTF_8));
    }

    static Records ofFile(FormatSettings format, RowSchema schema, byte[] bytes) throws IOException {
        return readAll(RecordFormats.ofFile(format, schema, new ByteArrayInputStream(bytes), null), schema, 7);
    }

    /** With sizes of the test's choosing, to get every edge of the buffer hit. */
    static Records ofFile(
            FormatSettings format, RowSchema schema, InputStream bytes, int bufferBytes, int maxRecordBytes, int rows)
            throws IOException {
        SourceBuffer source = new SourceBuffer(bytes, bufferBytes, maxRecordBytes);
        return readAll(RecordFormats.ofFile(format, schema, source), schema, rows);
    }

    static Records ofMessage(FormatSettings format, RowSchema schema, String text) throws IOException {
        return readAll(RecordFormats.ofMessage(format, schema, text.getBytes(StandardCharsets.UTF_8)), schema, 7);
    }

    static Records readAll(RecordReader reader, RowSchema schema, int capacity) throws IOException {
        Records records = new Records();
        try (reader) {
            RecordBatch batch = new RecordBatch(schema, capacity);
            while (reader.read(batch)) {
                records.add(batch);
            }
            if (!batch.isEmpty()) {
                throw new AssertionError("The batch at the end is not empty");
            }
        }
        return records;
    }

    private void add(RecordBatch batch) {
        for (int row = 0; row < batch.rows().rows(); row++) {
            rows.add(row(batch.rows(), row));
            recordNumbers.add(batch.recordNumber(row));
            byteOffsets.add(batch.byteOffset(row));
            warnings.add(batch.hasWarning(row));
            byte[] payload = batch.reject(row, ErrorCode.INTERNAL_ERROR, "").payload();
            payloads.add(new String(payload, StandardCharsets.UTF_8));
        }
        rejected.addAll(batch.rejected());
        bytes += batch.bytes();
    }

    static List<@Nullable Object> row(ColumnBatch batch, int row) {
        @Nullable Object[] values = new Object[batch.schema().size()];
        Arrays.setAll(values, column -> value(batch.vector(column), row));
        return Arrays.asList(values);
    }

    static @Nullable Object value(Vector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (vector instanceof LongVector longs) {
            return longs.get(row);
        }
        return vector instanceof DoubleVector doubles ? doubles.get(row) : ((BytesVector) vector).string(row);
    }

    /** The values of the only column. */
    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(0)));
        return values;
    }

    List<String> messages() {
        return rejected.stream().map(RejectedRecord::message).toList();
    }

    List<String> rejectedTexts() {
        return rejected.stream()
                .map(record -> new String(record.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
