package io.millrace.formats;

import io.millrace.columns.RowSchema;
import io.millrace.model.Compression;
import io.millrace.model.FormatSettings;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Chooses the reader for a format. */
public final class RecordFormats {
    private RecordFormats() {}

    /**
     * A reader over a file's bytes, possibly compressed; closing it closes them.
     *
     * @param fields the only fields that are decoded
     * @param declared null: found out from the first bytes
     */
    public static RecordReader ofFile(
            FormatSettings format, RowSchema fields, InputStream bytes, @Nullable Compression declared)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** A reader over one message of a stream: uncompressed bytes that hold one record or many. */
    public static RecordReader ofMessage(FormatSettings format, RowSchema fields, byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
