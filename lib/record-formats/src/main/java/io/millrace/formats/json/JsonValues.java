package io.millrace.formats.json;

import io.millrace.columns.BytesVector;
import io.millrace.formats.values.ByteScan;
import java.util.Arrays;

/** JSON values that come as text within another format. Not thread-safe. */
public final class JsonValues {
    private final JsonText text = new JsonText();

    /**
     * Appends a value without white space between its tokens, or null if the text is not exactly one JSON value.
     *
     * @return whether it is one
     */
    public boolean append(byte[] bytes, int from, int to, BytesVector vector) {
        int length = to - from;
        byte[] copy = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), length + ByteScan.SLACK);
        spaceOutLineBreaks(copy, length);
        copy[length] = '\n';
        if (!isValue(copy)) {
            vector.appendNull();
            return false;
        }
        int at = vector.begin(length);
        vector.finish(JsonStrings.compact(copy, 0, length, vector.data(), at) - at);
        return true;
    }

    /**
     * Turns the line feeds between tokens into spaces, because to the decoder a line feed is the end. Within strings they
     * stay, for it to complain about.
     */
    public static void spaceOutLineBreaks(byte[] bytes, int length) {
        boolean inString = false;
        for (int i = 0; i < length; i++) {
            switch (bytes[i]) {
                case '"' -> inString = !inString;
                case '\\' -> i++;
                case '\n' -> bytes[i] = inString ? bytes[i] : (byte) ' ';
                default -> {}
            }
        }
    }

    private boolean isValue(byte[] bytes) {
        text.begin(0);
        try {
            int end = text.valueEnd(bytes, text.skipBlanks(bytes, 0), 0);
            return bytes[text.skipBlanks(bytes, end)] == '\n';
        } catch (MalformedJsonException e) {
            return false;
        }
    }
}
