package io.millrace.sql.text;

import io.millrace.columns.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Text in UTF-8, measured and ordered as Java does it, in UTF-16 code units. */
public final class Utf8 {
    private Utf8() {}

    public static String decode(byte[] data, int offset, int length) {
        return new String(data, offset, length, StandardCharsets.UTF_8);
    }

    public static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static boolean isAscii(byte[] data, int offset, int length) {
        int bits = 0;
        for (int i = offset; i < offset + length; i++) {
            bits |= data[i];
        }
        return bits >= 0;
    }

    /** The number of UTF-16 code units. */
    public static int utf16Length(byte[] data, int offset, int length) {
        int units = 0;
        for (int i = offset; i < offset + length; i++) {
            byte each = data[i];
            if (each >= 0) {
                units++;
            } else if ((each & 0xc0) == 0xc0) {
                units += (each & 0xf8) == 0xf0 ? 2 : 1;
            }
        }
        return units;
    }

    /** The length in bytes of the character that starts with this byte. */
    public static int characterLength(byte first) {
        if (first >= 0) {
            return 1;
        }
        if ((first & 0xe0) == 0xc0) {
            return 2;
        }
        return (first & 0xf0) == 0xe0 ? 3 : 4;
    }

    /** Whether a text is a given one in small ASCII letters, but for their case. */
    public static boolean equalsIgnoringAsciiCase(byte[] data, int offset, int length, byte[] small) {
        if (length != small.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte each = data[offset + i];
            if (each != small[i] && (each < 'A' || each > 'Z' || each + 32 != small[i])) {
                return false;
            }
        }
        return true;
    }

    /** Where the character starts that ends before {@code end}. */
    public static int startOfCharacterBefore(byte[] data, int from, int end) {
        int start = end - 1;
        while (start > from && (data[start] & 0xc0) == 0x80) {
            start--;
        }
        return start;
    }

    /** Negative, 0 or positive as the first text comes before, with or after the second in UTF-16 code units. */
    public static int compare(
            byte[] left, int leftOffset, int leftLength, byte[] right, int rightOffset, int rightLength) {
        int common = Math.min(leftLength, rightLength);
        int at = Arrays.mismatch(left, leftOffset, leftOffset + common, right, rightOffset, rightOffset + common);
        if (at < 0) {
            return leftLength - rightLength;
        }
        return Integer.compare(rank(left[leftOffset + at]), rank(right[rightOffset + at]));
    }

    /** Characters beyond U+FFFF are surrogate pairs in UTF-16 and so come before U+E000 to U+FFFF. */
    private static int rank(byte first) {
        int unsigned = first & 0xff;
        return unsigned == 0xee || unsigned == 0xef ? unsigned + 0x10 : unsigned;
    }

    /** In small letters, the same in every locale. */
    public static void appendLowerCase(byte[] data, int offset, int length, BytesVector result) {
        int start = result.begin(length);
        if (AsciiCase.copyLower(data, offset, length, result.data(), start)) {
            result.finish(length);
        } else {
            result.append(decode(data, offset, length).toLowerCase(Locale.ROOT));
        }
    }

    /** In capital letters, the same in every locale. */
    public static void appendUpperCase(byte[] data, int offset, int length, BytesVector result) {
        int start = result.begin(length);
        if (AsciiCase.copyUpper(data, offset, length, result.data(), start)) {
            result.finish(length);
        } else {
            result.append(decode(data, offset, length).toUpperCase(Locale.ROOT));
        }
    }

    /**
     * The part of a text from one UTF-16 code unit to another, the second exclusive; both within the text. Half of a
     * surrogate pair becomes a question mark.
     */
    public static void appendPart(byte[] data, int offset, int length, int from, int to, BytesVector result) {
        if (isAscii(data, offset, length)) {
            result.append(data, offset + from, to - from);
        } else {
            result.append(decode(data, offset, length).substring(from, to));
        }
    }

    /** Where a text first occurs at or after {@code from}, or -1. */
    public static int indexOf(byte[] data, int from, int to, byte[] sought, int soughtOffset, int soughtLength) {
        if (soughtLength == 0) {
            return from;
        }
        byte first = sought[soughtOffset];
        int last = to - soughtLength;
        for (int i = from; i <= last; i++) {
            if (data[i] == first
                    && Arrays.equals(data, i, i + soughtLength, sought, soughtOffset, soughtOffset + soughtLength)) {
                return i;
            }
        }
        return -1;
    }
}
