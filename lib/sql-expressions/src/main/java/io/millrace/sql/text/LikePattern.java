package io.millrace.sql.text;

/**
 * A {@code LIKE} pattern: {@code %} stands for any run of characters, {@code _} for one, and an escape character makes
 * the next one stand for itself. Matches in one pass, going back only to the last {@code %}.
 */
public final class LikePattern {
    private static final byte LITERAL = 0;
    private static final byte ANY_CHARACTER = 1;
    private static final byte ANY_RUN = 2;

    private final byte[] bytes;
    private final byte[] kinds;
    private final int length;

    /** @param escape the UTF-8 of the escape character, empty if there is none */
    public LikePattern(byte[] pattern, byte[] escape) {
        bytes = new byte[pattern.length];
        kinds = new byte[pattern.length];
        int used = 0;
        int position = 0;
        int end = pattern.length;
        while (position < end) {
            boolean escaped = escape.length > 0 && startsWith(pattern, position, end, escape);
            if (escaped && position + escape.length < end) {
                position += escape.length;
            }
            int size = Math.min(Utf8.characterLength(pattern[position]), end - position);
            byte kind = escaped ? LITERAL : kind(pattern[position]);
            for (int i = 0; i < size; i++) {
                kinds[used] = kind;
                bytes[used++] = pattern[position++];
            }
        }
        length = used;
    }

    private static boolean startsWith(byte[] text, int position, int end, byte[] prefix) {
        if (position + prefix.length > end) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (text[position + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte kind(byte character) {
        if (character == '%') {
            return ANY_RUN;
        }
        return character == '_' ? ANY_CHARACTER : LITERAL;
    }

    /** Whether the whole text matches. */
    public boolean matches(byte[] data, int offset, int size) {
        int end = offset + size;
        int position = offset;
        int at = 0;
        int runAt = -1;
        int runPosition = 0;
        while (position < end) {
            if (at < length && kinds[at] == ANY_RUN) {
                runAt = ++at;
                runPosition = position;
            } else if (at < length && kinds[at] == ANY_CHARACTER) {
                position = Math.min(end, position + Utf8.characterLength(data[position]));
                at++;
            } else if (at < length && bytes[at] == data[position]) {
                position++;
                at++;
            } else if (runAt >= 0) {
                // The run takes one character more, and what follows it is tried again.
                runPosition = Math.min(end, runPosition + Utf8.characterLength(data[runPosition]));
                position = runPosition;
                at = runAt;
            } else {
                return false;
            }
        }
        while (at < length && kinds[at] == ANY_RUN) {
            at++;
        }
        return at == length;
    }
}
