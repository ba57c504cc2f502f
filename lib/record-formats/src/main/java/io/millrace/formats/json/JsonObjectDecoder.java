package io.millrace.formats.json;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.formats.values.ByteScan;
import io.millrace.formats.values.NumberText;
import io.millrace.formats.values.TypedValues;
import io.millrace.model.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns one JSON object into one row. Walks over the whole object first, checking every byte of it and noting where the
 * declared fields' values lie (of a name that comes twice, the last), and only then appends. Not thread-safe.
 */
public final class JsonObjectDecoder {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** What was found for a field. */
    private enum Found {
        NOTHING,
        NULL,
        TRUE,
        FALSE,
        NUMBER,
        STRING,
        ESCAPED_STRING,
        NESTED
    }

    private final JsonText text = new JsonText();
    private final TypedValues values = new TypedValues();
    private final FieldNames names;
    private final DataType[] types;
    private final Found[] found;
    private final int[] starts;
    private final int[] ends;
    private final NumberText[] numbers;
    private byte[] scratch = new byte[256];

    public JsonObjectDecoder(RowSchema schema) {
        int columns = schema.size();
        names = new FieldNames(schema);
        types = new DataType[columns];
        Arrays.setAll(types, schema::type);
        found = new Found[columns];
        starts = new int[columns];
        ends = new int[columns];
        numbers = new NumberText[columns];
        Arrays.setAll(numbers, column -> new NumberText());
    }

    /**
     * Appends one value to each vector of the rows, without ending the row.
     *
     * @param end where a line feed ends the record, perhaps after a carriage return; {@link ByteScan#SLACK} more bytes
     *     must follow
     * @return whether all values could be converted; those that could not are null
     * @throws MalformedJsonException if the bytes are not exactly one JSON object; nothing has been appended then
     */
    public boolean decode(byte[] bytes, int start, int end, ColumnBatch rows) throws MalformedJsonException {
        Arrays.fill(found, Found.NOTHING);
        text.begin(start);
        find(bytes, start);
        text.requireUtf8(bytes, end);
        boolean converted = true;
        for (int column = 0; column < types.length; column++) {
            converted &= append(column, bytes, rows.vector(column));
        }
        return converted;
    }

    private void find(byte[] bytes, int start) throws MalformedJsonException {
        int i = text.skipBlanks(bytes, start);
        if (bytes[i] != '{') {
            throw text.expected("a JSON object", bytes, i);
        }
        i = text.skipBlanks(bytes, i + 1);
        while (bytes[i] != '}') {
            int nameEnd = text.nameEnd(bytes, i);
            int column =
                    text.isEscaped() ? findEscaped(bytes, i + 1, nameEnd) : names.find(bytes, i + 1, nameEnd - i - 1);
            int value = text.valueStart(bytes, nameEnd + 1);
            i = column < 0 ? text.valueEnd(bytes, value, 1) : note(bytes, value, column);
            i = text.skipBlanks(bytes, i);
            if (bytes[i] != '}') {
                i = text.nextName(bytes, i);
                if (bytes[i] != '"') {
                    throw text.expected("a field name in double quotes", bytes, i);
                }
            }
        }
        i = text.skipBlanks(bytes, i + 1);
        if (bytes[i] != '\n') {
            throw text.expected("nothing after the JSON object", bytes, i);
        }
    }

    private int findEscaped(byte[] bytes, int from, int to) {
        int length = unescape(bytes, from, to);
        return names.find(scratch, 0, length);
    }

    /** Remembers what a declared field holds and returns the index behind it. */
    private int note(byte[] bytes, int from, int column) throws MalformedJsonException {
        int end;
        switch (bytes[from]) {
            case '"' -> {
                end = text.stringEnd(bytes, from + 1) + 1;
                found[column] = text.isEscaped() ? Found.ESCAPED_STRING : Found.STRING;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                end = text.numberEnd(bytes, from, numbers[column]);
                found[column] = Found.NUMBER;
            }
            case 't' -> {
                end = text.literalEnd(bytes, from, "true");
                found[column] = Found.TRUE;
            }
            case 'f' -> {
                end = text.literalEnd(bytes, from, "false");
                found[column] = Found.FALSE;
            }
            case 'n' -> {
                end = text.literalEnd(bytes, from, "null");
                found[column] = Found.NULL;
            }
            default -> {
                end = text.valueEnd(bytes, from, 1);
                found[column] = Found.NESTED;
            }
        }
        starts[column] = from;
        ends[column] = end;
        return end;
    }

    private boolean append(int column, byte[] bytes, Vector vector) {
        DataType type = types[column];
        int start = starts[column];
        int end = ends[column];
        switch (found[column]) {
            case NUMBER:
                return values.appendNumber(numbers[column], bytes, start, end, type, vector);
            case STRING:
                return type == DataType.JSON
                        ? appendBytes(bytes, start, end, vector)
                        : values.appendText(bytes, start + 1, end - 1, type, vector);
            case ESCAPED_STRING:
                return type == DataType.JSON
                        ? appendBytes(bytes, start, end, vector)
                        : appendEscaped(bytes, start + 1, end - 1, type, vector);
            case NESTED:
                return appendNested(bytes, start, end, vector);
            case TRUE:
                return appendBoolean(true, type, vector);
            case FALSE:
                return appendBoolean(false, type, vector);
            case NOTHING, NULL:
                vector.appendNull();
                return true;
        }
        throw new IllegalStateException();
    }

    private static boolean appendBytes(byte[] bytes, int from, int to, Vector vector) {
        ((BytesVector) vector).append(bytes, from, to - from);
        return true;
    }

    private boolean appendEscaped(byte[] bytes, int from, int to, DataType type, Vector vector) {
        if (vector instanceof BytesVector strings) {
            int at = strings.begin(to - from);
            strings.finish(JsonStrings.unescape(bytes, from, to, strings.data(), at) - at);
            return true;
        }
        int length = unescape(bytes, from, to);
        return values.appendText(scratch, 0, length, type, vector);
    }

    private static boolean appendNested(byte[] bytes, int from, int to, Vector vector) {
        if (vector instanceof BytesVector strings) {
            int at = strings.begin(to - from);
            strings.finish(JsonStrings.compact(bytes, from, to, strings.data(), at) - at);
            return true;
        }
        vector.appendNull();
        return false;
    }

    private static boolean appendBoolean(boolean value, DataType type, Vector vector) {
        switch (type) {
            case STRING, JSON -> ((BytesVector) vector).append(value ? TRUE : FALSE);
            case LONG -> ((LongVector) vector).append(value ? 1 : 0);
            default -> {
                vector.appendNull();
                return false;
            }
        }
        return true;
    }

    /** Into the scratch array; returns the length. */
    private int unescape(byte[] bytes, int from, int to) {
        if (scratch.length < to - from + ByteScan.SLACK) {
            scratch = new byte[(to - from) * 2 + ByteScan.SLACK];
        }
        return JsonStrings.unescape(bytes, from, to, scratch, 0);
    }
}
