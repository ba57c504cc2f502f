package io.millrace.formats.json;

import io.millrace.formats.values.Utf8;

/** Copies well-formed JSON text in another form. The copies are never longer than the originals. */
final class JsonStrings {
    private static final int REPLACEMENT = 0xfffd;

    private JsonStrings() {}

    /**
     * Resolves the escapes of a string's inside. Half a surrogate pair becomes U+FFFD.
     *
     * @return the index behind the last byte written
     */
    static int unescape(byte[] source, int from, int to, byte[] target, int at) {
        int out = at;
        int i = from;
        while (i < to) {
            if (source[i] != '\\') {
                target[out++] = source[i++];
            } else if (source[i + 1] != 'u') {
                target[out++] = single(source[i + 1]);
                i += 2;
            } else {
                int codePoint = codePoint(source, i, to);
                out = Utf8.encode(codePoint, target, out);
                i += Character.isSupplementaryCodePoint(codePoint) ? 12 : 6;
            }
        }
        return out;
    }

    /**
     * Leaves out the white space between the tokens.
     *
     * @return the index behind the last byte written
     */
    static int compact(byte[] source, int from, int to, byte[] target, int at) {
        int out = at;
        boolean inString = false;
        for (int i = from; i < to; i++) {
            byte next = source[i];
            if (next == '"') {
                inString = !inString;
            } else if (next == '\\') {
                target[out++] = next;
                next = source[++i];
            } else if (!inString && next <= ' ' && next >= 0) {
                continue;
            }
            target[out++] = next;
        }
        return out;
    }

    private static byte single(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    private static int codePoint(byte[] source, int at, int to) {
        int unit = unit(source, at);
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit)
                && at + 12 <= to
                && source[at + 6] == '\\'
                && source[at + 7] == 'u') {
            int low = unit(source, at + 6);
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        return REPLACEMENT;
    }

    private static int unit(byte[] source, int at) {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            unit = unit << 4 | Character.digit(source[i], 16);
        }
        return unit;
    }
}
