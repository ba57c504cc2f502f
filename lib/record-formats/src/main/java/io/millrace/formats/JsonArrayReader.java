package io.millrace.formats;

import io.millrace.columns.RowSchema;
import io.millrace.formats.json.JsonObjectDecoder;
import io.millrace.formats.json.JsonValues;
import io.millrace.formats.values.ByteScan;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one array that spans the whole source. Reads up to the closing bracket; an element that is not an object
 * is rejected like a bad line.
 */
final class JsonArrayReader {
    private static final long LINE_FEEDS = ByteScan.repeat('\n');

    private final SourceBuffer source;
    private final JsonObjectDecoder decoder;
    private final ElementEnd elementEnd = new ElementEnd();
    private byte[] copy = new byte[0];
    private boolean elementDue;
    private boolean closed;

    /** The source must stand behind the opening bracket. */
    JsonArrayReader(SourceBuffer source, RowSchema fields) {
        this.source = source;
        this.decoder = new JsonObjectDecoder(fields);
    }

    /** Fills the batch; false when the array has been read. */
    boolean read(RecordBatch batch) throws IOException {
        batch.start(source.bytes());
        readElements(batch);
        while (batch.isEmpty()) {
            if (closed) {
                return false;
            }
            if (source.isEnded()) {
                source.requireIntact();
                throw broken("The source ends within its top-level JSON array", source.limit());
            }
            if (!source.more() && !source.isEnded()) {
                skipElement(batch);
            } else {
                batch.start(source.bytes());
            }
            readElements(batch);
        }
        return true;
    }

    private void readElements(RecordBatch batch) {
        while (!batch.isFull() && !closed) {
            int start = skipSpace(source.position());
            source.advance(start);
            if (start == source.limit()) {
                return;
            }
            if (source.bytes()[start] == ']' && !elementDue) {
                finishElement(start);
                return;
            }
            elementEnd.reset();
            int end = elementEnd.find(source.bytes(), start, source.limit());
            if (end == source.limit()) {
                return;
            }
            readElement(batch, start, trim(start, end));
            finishElement(end);
        }
    }

    private void readElement(RecordBatch batch, int start, int end) {
        int length = end - start;
        if (length > source.maxRecordBytes()) {
            OversizedRecord.reject(source, batch, start, length);
            return;
        }
        byte[] bytes = source.bytes();
        if (ByteScan.indexOf(bytes, start, end, LINE_FEEDS) == end) {
            byte next = bytes[end];
            bytes[end] = '\n';
            NdJsonReader.decode(decoder, source, batch, start, end);
            bytes[end] = next;
            return;
        }
        if (copy.length < length + ByteScan.SLACK) {
            copy = new byte[length * 2 + ByteScan.SLACK];
        }
        System.arraycopy(bytes, start, copy, 0, length);
        JsonValues.spaceOutLineBreaks(copy, length);
        copy[length] = '\n';
        NdJsonReader.decode(decoder, copy, 0, length, source, batch, start);
    }

    private void finishElement(int end) {
        elementDue = source.bytes()[end] == ',';
        closed = !elementDue;
        source.advance(end + 1);
    }

    /** For an element that is longer than the buffer can hold. */
    private void skipElement(RecordBatch batch) throws IOException {
        int start = source.position();
        long offset = source.offset(start);
        elementEnd.reset();
        int end = elementEnd.find(source.bytes(), start, source.limit());
        while (end == source.limit()) {
            int added = source.moreToSkip();
            if (added < 0) {
                source.requireIntact();
                throw broken("The element at byte " + offset + " of the top-level JSON array has no end", end);
            }
            end = elementEnd.find(source.bytes(), added, source.limit());
        }
        batch.start(source.bytes());
        OversizedRecord.reject(source, batch, offset, start, source.offset(end) - offset);
        finishElement(end);
    }

    private UnreadableSourceException broken(String what, int at) {
        return new UnreadableSourceException(what + ": no closing bracket up to byte " + source.offset(at)
                + ". The file is cut off, or its brackets do not match.");
    }

    private int skipSpace(int from) {
        byte[] bytes = source.bytes();
        int i = from;
        while (i < source.limit() && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    private int trim(int start, int end) {
        int trimmed = end;
        while (trimmed > start && isSpace(source.bytes()[trimmed - 1])) {
            trimmed--;
        }
        return trimmed;
    }

    private static boolean isSpace(byte value) {
        return value == '\n' || ByteScan.isBlank(value);
    }

    /**
     * Whether a source looks like one array of objects rather than lines: its first two characters that are not white
     * space are a bracket and what an element, or the empty array's end, starts with.
     *
     * @return a reader behind the bracket; null if the source is something else
     */
    static @Nullable JsonArrayReader open(SourceBuffer source, RowSchema fields) throws IOException {
        JsonArrayReader reader = new JsonArrayReader(source, fields);
        int bracket = reader.skipSpaceReading(0);
        if (bracket == source.limit() || source.bytes()[bracket] != '[') {
            return null;
        }
        int ahead = bracket - source.position() + 1;
        int element = reader.skipSpaceReading(ahead);
        byte first = source.bytes()[element];
        if (first != '{' && first != ']') {
            return null;
        }
        source.advance(source.position() + ahead);
        return reader;
    }

    /** Skips white space from so many bytes behind the position, reading on as needed; the limit if there is no end. */
    private int skipSpaceReading(int ahead) throws IOException {
        int skipped = ahead;
        while (true) {
            int i = skipSpace(source.position() + skipped);
            skipped = i - source.position();
            if (i < source.limit() || !source.more()) {
                return source.position() + skipped;
            }
        }
    }

    /** Finds the comma or bracket behind an element, in as many pieces as the element comes. */
    private static final class ElementEnd {
        private int depth;
        private boolean inString;
        private boolean escape;

        void reset() {
            depth = 0;
            inString = false;
            escape = false;
        }

        /** The index of the end, or the limit if it is not in this piece. */
        int find(byte[] bytes, int from, int limit) {
            for (int i = from; i < limit; i++) {
                byte next = bytes[i];
                if (escape) {
                    escape = false;
                } else if (inString) {
                    inString = next != '"';
                    escape = next == '\\';
                } else if (depth == 0 && (next == ',' || next == ']')) {
                    return i;
                } else {
                    enter(next);
                }
            }
            return limit;
        }

        private void enter(byte next) {
            switch (next) {
                case '"' -> inString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
        }
    }
}
