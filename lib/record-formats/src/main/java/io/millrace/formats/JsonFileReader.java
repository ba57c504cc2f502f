package io.millrace.formats;

import io.millrace.columns.RowSchema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of JSON objects: one a line, or all of them in one array, which its beginning shows. */
final class JsonFileReader implements RecordReader {
    private final SourceBuffer source;
    private final RowSchema fields;
    private final NdJsonReader lines;
    private @Nullable JsonArrayReader elements;
    private boolean opened;

    JsonFileReader(SourceBuffer source, RowSchema fields) {
        this.source = source;
        this.fields = fields;
        this.lines = new NdJsonReader(source, fields);
    }

    @Override
    public boolean read(RecordBatch batch) throws IOException {
        if (!opened) {
            opened = true;
            source.open();
            elements = JsonArrayReader.open(source, fields);
        }
        if (elements != null) {
            if (elements.read(batch)) {
                return true;
            }
            elements = null;
        }
        // What stands behind an array counts line by line, so that nothing is dropped in silence.
        return lines.readOpened(batch);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
