package io.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.formats.InferredSchema.InferredField;
import io.millrace.formats.InferredSchema.TimeForm;
import io.millrace.formats.values.NumberText;
import io.millrace.formats.values.TimestampText;
import io.millrace.model.DataType;

/** What the values of one field have in common so far. */
final class FieldEvidence {
    private static final long FROM_1990 = 631_152_000L;
    private static final long TO_2100 = 4_102_444_800L;
    private static final int SHORTEST_TIME = "2000-01-01".length();
    private static final int LONGEST_TIME = 40;

    /** From narrow to wide: a type holds what those before it hold. */
    private enum Kind {
        NOTHING(DataType.STRING),
        LONG(DataType.LONG),
        DOUBLE(DataType.DOUBLE),
        STRING(DataType.STRING),
        NESTED(DataType.JSON);

        private final DataType type;

        Kind(DataType type) {
            this.type = type;
        }
    }

    private Kind kind = Kind.NOTHING;
    private boolean onlyTimes = true;
    private long smallest = Long.MAX_VALUE;
    private long largest = Long.MIN_VALUE;

    void whole(long value) {
        widen(Kind.LONG);
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
    }

    void fraction() {
        widen(Kind.DOUBLE);
    }

    void truth() {
        widen(Kind.STRING);
        onlyTimes = false;
    }

    void nested() {
        widen(Kind.NESTED);
    }

    /** A text that is a text, whatever it looks like. */
    void text(String value) {
        widen(Kind.STRING);
        onlyTimes &= isTime(value);
    }

    /** A text of a format that has nothing else. */
    void untyped(String value) {
        String stripped = value.strip();
        byte[] bytes = stripped.getBytes(UTF_8);
        if (isIdentifier(stripped) || !new NumberText().scan(bytes, 0, bytes.length)) {
            text(stripped);
            return;
        }
        try {
            whole(Long.parseLong(stripped));
        } catch (NumberFormatException e) {
            fraction();
        }
    }

    InferredField named(String name) {
        return new InferredField(name, kind.type, time());
    }

    private TimeForm time() {
        if (kind == Kind.STRING) {
            return onlyTimes ? TimeForm.ISO_8601 : TimeForm.NONE;
        }
        if (kind != Kind.LONG) {
            return TimeForm.NONE;
        }
        if (smallest >= FROM_1990 && largest < TO_2100) {
            return TimeForm.SECONDS;
        }
        return smallest >= FROM_1990 * 1000 && largest < TO_2100 * 1000 ? TimeForm.MILLISECONDS : TimeForm.NONE;
    }

    private void widen(Kind found) {
        if (kind != Kind.NOTHING && (kind == Kind.STRING) != (found == Kind.STRING)) {
            onlyTimes = false;
        }
        if (found.compareTo(kind) > 0) {
            kind = found;
        }
    }

    /** Postal codes, telephone numbers and the like: as a number they would lose a zero or a sign. */
    private static boolean isIdentifier(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        boolean leadingZero = digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1));
        return leadingZero || text.startsWith("+");
    }

    /** A year alone is a time to the reader, but more often it is a number. */
    private static boolean isTime(String text) {
        String stripped = text.strip();
        if (stripped.length() < SHORTEST_TIME || stripped.length() > LONGEST_TIME || stripped.charAt(4) != '-') {
            return false;
        }
        byte[] bytes = stripped.getBytes(UTF_8);
        return TimestampText.parse(bytes, 0, bytes.length) != TimestampText.INVALID;
    }
}
