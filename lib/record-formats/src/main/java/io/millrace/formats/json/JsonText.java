package io.millrace.formats.json;

import io.millrace.formats.values.ByteScan;
import io.millrace.formats.values.Decimals;
import io.millrace.formats.values.NumberText;
import io.millrace.formats.values.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Walks over JSON in bytes by the letter of RFC 8259. Every method takes the index of a first byte and returns the index
 * behind the last. A line feed ends the text, so the array must have one behind it, and {@link ByteScan#SLACK} behind
 * that. Not thread-safe.
 */
final class JsonText {
    /** How deep objects and arrays may lie in each other, the record itself included. */
    static final int MAX_DEPTH = 100;

    private static final long QUOTES = ByteScan.repeat('"');
    private static final long BACKSLASHES = ByteScan.repeat('\\');
    private static final long SPACES = ByteScan.repeat(' ');

    private final NumberText skipped = new NumberText();
    private int start;
    private boolean escaped;
    private long notAscii;

    /** Begins a text; columns in messages count from here. */
    void begin(int start) {
        this.start = start;
        notAscii = 0;
    }

    /** Whether the string that was walked over last has escapes in it. */
    boolean isEscaped() {
        return escaped;
    }

    /** To be called when the text is known to be well-formed otherwise. */
    void requireUtf8(byte[] bytes, int end) throws MalformedJsonException {
        if (notAscii == 0) {
            return;
        }
        int invalid = Utf8.firstInvalid(bytes, start, end);
        if (invalid < end) {
            throw new MalformedJsonException(String.format(
                    Locale.ROOT,
                    "The text is not valid UTF-8: byte 0x%02X at column %d",
                    bytes[invalid] & 0xff,
                    column(bytes, invalid)));
        }
    }

    int skipBlanks(byte[] bytes, int from) {
        int i = from;
        while (ByteScan.isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    /** From behind the opening quote to the closing one. */
    int stringEnd(byte[] bytes, int from) throws MalformedJsonException {
        escaped = false;
        int i = from;
        while (true) {
            long word = ByteScan.word(bytes, i);
            notAscii |= ByteScan.notAscii(word);
            long marks =
                    ByteScan.equal(word, QUOTES) | ByteScan.equal(word, BACKSLASHES) | ByteScan.below(word, SPACES);
            if (marks == 0) {
                i += Long.BYTES;
                continue;
            }
            i += ByteScan.first(marks);
            if (bytes[i] == '"') {
                return i;
            }
            if (bytes[i] != '\\') {
                throw expected("the string's closing quote", bytes, i);
            }
            escaped = true;
            i = escapeEnd(bytes, i);
        }
    }

    private int escapeEnd(byte[] bytes, int from) throws MalformedJsonException {
        switch (bytes[from + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return from + 2;
            case 'u':
                for (int i = from + 2; i < from + 6; i++) {
                    if (Character.digit(bytes[i], 16) < 0) {
                        throw expected("four hexadecimal digits after \\u", bytes, i);
                    }
                }
                return from + 6;
            default:
                throw expected("one of \"\\/bfnrtu after the backslash", bytes, from + 1);
        }
    }

    int numberEnd(byte[] bytes, int from, NumberText number) throws MalformedJsonException {
        int end = number.scanJson(bytes, from);
        if (end >= 0) {
            return end;
        }
        boolean leadingZero = Decimals.isDigit(bytes[~end]);
        throw expected(leadingZero ? "no digit after a leading zero" : "a digit", bytes, ~end);
    }

    int literalEnd(byte[] bytes, int from, String literal) throws MalformedJsonException {
        for (int i = 1; i < literal.length(); i++) {
            if (bytes[from + i] != literal.charAt(i)) {
                throw expected("\"" + literal + "\"", bytes, from + i);
            }
        }
        return from + literal.length();
    }

    /**
     * Walks over any value.
     *
     * @param depth how many objects and arrays the value lies in
     */
    int valueEnd(byte[] bytes, int from, int depth) throws MalformedJsonException {
        return switch (bytes[from]) {
            case '"' -> stringEnd(bytes, from + 1) + 1;
            case '{' -> objectEnd(bytes, from, depth + 1);
            case '[' -> arrayEnd(bytes, from, depth + 1);
            case 't' -> literalEnd(bytes, from, "true");
            case 'f' -> literalEnd(bytes, from, "false");
            case 'n' -> literalEnd(bytes, from, "null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberEnd(bytes, from, skipped);
            default -> throw expected("a value", bytes, from);
        };
    }

    private int objectEnd(byte[] bytes, int from, int depth) throws MalformedJsonException {
        requireDepth(bytes, from, depth);
        int i = skipBlanks(bytes, from + 1);
        if (bytes[i] == '}') {
            return i + 1;
        }
        while (true) {
            i = valueStart(bytes, nameEnd(bytes, i) + 1);
            i = skipBlanks(bytes, valueEnd(bytes, i, depth));
            if (bytes[i] == '}') {
                return i + 1;
            }
            i = nextName(bytes, i);
        }
    }

    /** From a field name's opening quote to the closing one. */
    int nameEnd(byte[] bytes, int from) throws MalformedJsonException {
        if (bytes[from] != '"') {
            throw expected("a field name in double quotes", bytes, from);
        }
        return stringEnd(bytes, from + 1);
    }

    /** From behind a field name to the first byte of its value. */
    int valueStart(byte[] bytes, int from) throws MalformedJsonException {
        int colon = skipBlanks(bytes, from);
        if (bytes[colon] != ':') {
            throw expected("':' after the field name", bytes, colon);
        }
        return skipBlanks(bytes, colon + 1);
    }

    /** From behind a value that the object does not end with to the next field name. */
    int nextName(byte[] bytes, int from) throws MalformedJsonException {
        if (bytes[from] != ',') {
            throw expected("',' or '}'", bytes, from);
        }
        return skipBlanks(bytes, from + 1);
    }

    private int arrayEnd(byte[] bytes, int from, int depth) throws MalformedJsonException {
        requireDepth(bytes, from, depth);
        int i = skipBlanks(bytes, from + 1);
        if (bytes[i] == ']') {
            return i + 1;
        }
        while (true) {
            i = skipBlanks(bytes, valueEnd(bytes, i, depth));
            if (bytes[i] == ']') {
                return i + 1;
            }
            if (bytes[i] != ',') {
                throw expected("',' or ']'", bytes, i);
            }
            i = skipBlanks(bytes, i + 1);
        }
    }

    private void requireDepth(byte[] bytes, int at, int depth) throws MalformedJsonException {
        if (depth > MAX_DEPTH) {
            throw new MalformedJsonException("Objects and arrays are nested deeper than " + MAX_DEPTH
                    + " levels at column " + column(bytes, at));
        }
    }

    MalformedJsonException expected(String what, byte[] bytes, int at) {
        return new MalformedJsonException("Expected " + what + found(bytes, at, column(bytes, at)));
    }

    private static String found(byte[] bytes, int at, int column) {
        byte found = bytes[at];
        if (found == '\n') {
            return " at column " + column + " but the record ends there";
        }
        if (found >= ' ' && found < 0x7f) {
            return " at column " + column + " but found '" + (char) found + "'";
        }
        if (found >= 0) {
            return String.format(
                    Locale.ROOT, " at column %d but found the control character U+%04X", column, (int) found);
        }
        String rest = new String(bytes, at, Math.min(4, bytes.length - at), StandardCharsets.UTF_8);
        return " at column " + column + " but found '" + Character.toString(rest.codePointAt(0)) + "'";
    }

    /** Counted in characters from 1. */
    private int column(byte[] bytes, int at) {
        return Utf8.characters(bytes, start, at) + 1;
    }
}
