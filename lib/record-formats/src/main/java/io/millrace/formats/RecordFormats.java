package io.millrace.formats;

import io.millrace.columns.RowSchema;
import io.millrace.formats.values.TypedValues;
import io.millrace.model.Compression;
import io.millrace.model.FormatSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the reader for a format.
 *
 * <p>Values are converted to the fields' types alike in all formats: to a string from numbers and booleans as they are
 * written, and from objects and arrays as JSON text without white space; to a long from numbers and numeric texts, their
 * fraction cut off, and from booleans as 1 and 0; to a double or a float from numbers and numeric texts; to a timestamp from
 * milliseconds and from ISO 8601. What cannot be converted becomes null and marks the row with a warning; what is missing
 * becomes null without one.
 */
public final class RecordFormats {
    private RecordFormats() {}

    /**
     * A reader over a file's bytes, possibly compressed; closing it closes them. If there is no reader because this throws,
     * they are still the caller's to close.
     *
     * @param fields the only fields that are decoded
     * @param declared null: found out from the first bytes. These decide anyway, should the declaration be wrong
     * @throws UnreadableSourceException if the compression is not supported
     * @throws IllegalArgumentException if a field's type is not supported
     */
    public static RecordReader ofFile(
            FormatSettings format, RowSchema fields, InputStream bytes, @Nullable Compression declared)
            throws IOException {
        requireReadable(format, fields);
        SourceBuffer source = new SourceBuffer(
                Decompression.open(bytes, declared), SourceBuffer.DEFAULT_BYTES, SourceBuffer.MAX_RECORD_BYTES);
        return ofFile(format, fields, source);
    }

    static RecordReader ofFile(FormatSettings format, RowSchema fields, SourceBuffer source) {
        return format instanceof FormatSettings.Csv csv
                ? new CsvReader(source, fields, csv)
                : new JsonFileReader(source, fields);
    }

    /**
     * A reader over one message of a stream: uncompressed bytes that hold one record or many.
     *
     * @throws IllegalArgumentException if a field's type is not supported
     */
    public static RecordReader ofMessage(FormatSettings format, RowSchema fields, byte[] bytes) {
        requireReadable(format, fields);
        SourceBuffer source =
                new SourceBuffer(new ByteArrayInputStream(bytes), bytes.length + 1, SourceBuffer.MAX_RECORD_BYTES);
        return format instanceof FormatSettings.Csv csv
                ? new CsvReader(source, fields, csv)
                : new NdJsonReader(source, fields);
    }

    private static void requireReadable(FormatSettings format, RowSchema fields) {
        fields.fields().forEach(field -> TypedValues.requireReadable(field, format.formatName()));
    }
}
