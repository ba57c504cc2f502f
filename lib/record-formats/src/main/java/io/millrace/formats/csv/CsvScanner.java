package io.millrace.formats.csv;

import io.millrace.formats.values.ByteScan;
import io.millrace.formats.values.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the values of one record of delimited text, by RFC 4180 with any delimiter. A quote counts only as the first
 * character of a value. Not thread-safe.
 */
public final class CsvScanner {
    /** The record goes on behind the bytes that are there. */
    public static final int INCOMPLETE = -1;

    private static final long LINE_FEEDS = ByteScan.repeat('\n');
    private static final long QUOTES = ByteScan.repeat('"');

    private final byte[] delimiter;
    private final long delimiterStarts;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private Form[] forms = new Form[16];
    private int count;
    private long notAscii;
    private Form form = Form.PLAIN;
    private int valueEnd;

    /** How a value is written. */
    enum Form {
        PLAIN,
        QUOTED,
        /** With quotes inside, each written twice. */
        DOUBLED_QUOTES
    }

    /** @param delimiter without quotes or line breaks in it */
    public CsvScanner(String delimiter) {
        this.delimiter = delimiter.getBytes(StandardCharsets.UTF_8);
        this.delimiterStarts = ByteScan.repeat(this.delimiter[0]);
    }

    /** How many values the record has. */
    public int count() {
        return count;
    }

    int start(int value) {
        return starts[value];
    }

    int end(int value) {
        return ends[value];
    }

    Form form(int value) {
        return forms[value];
    }

    /** Whether the record that was scanned has bytes above ASCII. */
    boolean mayBeInvalidUtf8() {
        return notAscii != 0;
    }

    /**
     * Scans one record.
     *
     * @param limit where a line feed is, and {@link ByteScan#SLACK} behind it
     * @param ended whether the source ends at the limit
     * @return where the line feed behind the record is, or {@link #INCOMPLETE}
     */
    public int scan(byte[] bytes, int from, int limit, boolean ended) throws MalformedCsvException {
        count = 0;
        notAscii = 0;
        int i = from;
        while (true) {
            int start = i;
            i = bytes[i] == '"' ? quotedEnd(bytes, from, i, limit, ended) : plainEnd(bytes, i);
            if (i == INCOMPLETE || i == limit && !ended) {
                return INCOMPLETE;
            }
            if (form == Form.PLAIN) {
                add(start, bytes[i] == '\n' && i > start && bytes[i - 1] == '\r' ? i - 1 : i);
            } else {
                add(start + 1, valueEnd);
            }
            if (bytes[i] == '\n') {
                return i;
            }
            i += delimiter.length;
        }
    }

    /** A value's text; not for the row path. */
    public String text(int value, byte[] bytes) {
        byte[] target = new byte[ends[value] - starts[value]];
        int length = copy(value, bytes, target, 0);
        return new String(target, 0, length, StandardCharsets.UTF_8);
    }

    /** The texts of all values; not for the row path. */
    public List<String> texts(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(i, bytes));
        }
        return texts;
    }

    /** Copies a value, of two quotes keeping one, and returns the length. */
    int copy(int value, byte[] bytes, byte[] target, int at) {
        int out = at;
        for (int i = starts[value]; i < ends[value]; i++) {
            target[out++] = bytes[i];
            if (forms[value] == Form.DOUBLED_QUOTES && bytes[i] == '"') {
                i++;
            }
        }
        return out - at;
    }

    /** The delimiter or the line feed behind a value without quotes. */
    private int plainEnd(byte[] bytes, int from) {
        form = Form.PLAIN;
        int i = from;
        while (true) {
            long word = ByteScan.word(bytes, i);
            notAscii |= ByteScan.notAscii(word);
            long marks = ByteScan.equal(word, LINE_FEEDS) | ByteScan.equal(word, delimiterStarts);
            if (marks == 0) {
                i += Long.BYTES;
                continue;
            }
            i += ByteScan.first(marks);
            if (bytes[i] == '\n' || isDelimiter(bytes, i)) {
                return i;
            }
            i++;
        }
    }

    /** The delimiter or the line feed behind a quoted value; {@link #valueEnd} is then its closing quote. */
    private int quotedEnd(byte[] bytes, int record, int open, int limit, boolean ended) throws MalformedCsvException {
        form = Form.QUOTED;
        int i = open + 1;
        while (true) {
            int quote = ByteScan.indexOf(bytes, i, limit, QUOTES);
            if (quote == limit) {
                return incomplete(bytes, record, open, ended);
            }
            if (bytes[quote + 1] == '"') {
                form = Form.DOUBLED_QUOTES;
                i = quote + 2;
                continue;
            }
            valueEnd = quote;
            // Quoted text is searched for nothing but quotes, so it always counts as if it were not ASCII.
            notAscii = 1;
            return afterQuote(bytes, record, quote + 1, limit, ended);
        }
    }

    private int afterQuote(byte[] bytes, int record, int from, int limit, boolean ended) throws MalformedCsvException {
        int i = bytes[from] == '\r' && bytes[from + 1] == '\n' ? from + 1 : from;
        if (i == limit || bytes[i] == '\n' || isDelimiter(bytes, i)) {
            return i;
        }
        if (!ended && from + delimiter.length > limit) {
            return INCOMPLETE;
        }
        throw new MalformedCsvException("Expected the delimiter or the end of the line after a closing quote"
                + position(bytes, record, from)
                + ". A quote within a quoted value is written twice.");
    }

    private int incomplete(byte[] bytes, int record, int open, boolean ended) throws MalformedCsvException {
        if (ended) {
            throw unclosed(bytes, record, open, "before the end of the source");
        }
        return INCOMPLETE;
    }

    private MalformedCsvException unclosed(byte[] bytes, int record, int open, String where) {
        return new MalformedCsvException(
                "The quoted value that begins" + position(bytes, record, open) + " is not closed " + where);
    }

    private static String position(byte[] bytes, int record, int at) {
        int line = 1;
        int lineStart = record;
        for (int i = record; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String column = " at column " + (Utf8.characters(bytes, lineStart, at) + 1);
        return line == 1 ? column : column + " of the record's line " + line;
    }

    private boolean isDelimiter(byte[] bytes, int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (bytes[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            forms = Arrays.copyOf(forms, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        forms[count++] = form;
    }
}
