package io.millrace.formats.csv;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.formats.csv.CsvScanner.Form;
import io.millrace.formats.json.JsonValues;
import io.millrace.formats.values.ByteScan;
import io.millrace.formats.values.TypedValues;
import io.millrace.formats.values.Utf8;
import io.millrace.model.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns one scanned record into one row, converting the declared fields and no others. Not thread-safe. */
public final class CsvRowDecoder {
    private final CsvScanner scanner;
    private final TypedValues values = new TypedValues();
    private final JsonValues jsonValues = new JsonValues();
    private final int columnCount;
    private final DataType[] types;
    /** For each field the value's place in the record, or -1. */
    private final int[] places;

    private byte[] scratch = new byte[256];

    /** @param columns the names of the record's values, in order */
    public CsvRowDecoder(CsvScanner scanner, RowSchema schema, List<String> columns) {
        this.scanner = scanner;
        this.columnCount = columns.size();
        types = new DataType[schema.size()];
        Arrays.setAll(types, schema::type);
        places = new int[schema.size()];
        Arrays.setAll(places, field -> columns.indexOf(schema.field(field).name()));
    }

    /** What makes the record that was just scanned unfit, for the user; null if nothing does. */
    public @Nullable String problem(byte[] bytes, int start, int end) {
        if (scanner.count() > columnCount) {
            return "The record has " + scanner.count() + " values for " + columnCount + " columns";
        }
        if (!scanner.mayBeInvalidUtf8()) {
            return null;
        }
        int invalid = Utf8.firstInvalid(bytes, start, end);
        return invalid == end
                ? null
                : String.format(
                        Locale.ROOT,
                        "The text is not valid UTF-8: byte 0x%02X at column %d",
                        bytes[invalid] & 0xff,
                        Utf8.characters(bytes, start, invalid) + 1);
    }

    /**
     * Appends one value to each vector of the rows, without ending the row.
     *
     * @return whether all values could be converted; those that could not are null
     */
    public boolean append(byte[] bytes, ColumnBatch rows) {
        boolean converted = true;
        for (int field = 0; field < types.length; field++) {
            int place = places[field];
            Vector vector = rows.vector(field);
            if (place < 0 || place >= scanner.count() || isNull(place)) {
                vector.appendNull();
            } else {
                converted &= append(bytes, place, types[field], vector);
            }
        }
        return converted;
    }

    private boolean isNull(int place) {
        return scanner.form(place) == Form.PLAIN && scanner.start(place) == scanner.end(place);
    }

    private boolean append(byte[] bytes, int place, DataType type, Vector vector) {
        int start = scanner.start(place);
        int end = scanner.end(place);
        if (scanner.form(place) != Form.DOUBLED_QUOTES) {
            return append(bytes, start, end, type, vector);
        }
        if (scratch.length < end - start + ByteScan.SLACK) {
            scratch = new byte[(end - start) * 2 + ByteScan.SLACK];
        }
        int length = scanner.copy(place, bytes, scratch, 0);
        return append(scratch, 0, length, type, vector);
    }

    private boolean append(byte[] bytes, int from, int to, DataType type, Vector vector) {
        return type == DataType.JSON
                ? jsonValues.append(bytes, from, to, (BytesVector) vector)
                : values.appendText(bytes, from, to, type, vector);
    }
}
