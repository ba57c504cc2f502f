package io.millrace.formats;

import io.millrace.columns.RowSchema;
import io.millrace.formats.csv.CsvRowDecoder;
import io.millrace.formats.csv.CsvScanner;
import io.millrace.formats.csv.MalformedCsvException;
import io.millrace.formats.values.ByteScan;
import io.millrace.formats.values.Utf8;
import io.millrace.model.ErrorCode;
import io.millrace.model.FormatSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delimited text. A record ends with its line, or with a later one if a quoted value has line breaks in it. Empty lines do
 * not count. A line whose quotes are wrong is rejected alone, whatever its last quote seems to take in, so that one stray
 * quote cannot swallow the lines behind it.
 */
final class CsvReader implements RecordReader {
    private static final long LINE_FEEDS = ByteScan.repeat('\n');

    private final SourceBuffer source;
    private final RowSchema fields;
    private final FormatSettings.Csv settings;
    private final CsvScanner scanner;
    private @Nullable CsvRowDecoder decoder;

    CsvReader(SourceBuffer source, RowSchema fields, FormatSettings.Csv settings) {
        this.source = source;
        this.fields = fields;
        this.settings = settings;
        this.scanner = new CsvScanner(settings.delimiter());
    }

    @Override
    public boolean read(RecordBatch batch) throws IOException {
        CsvRowDecoder opened = decoder == null ? open() : decoder;
        decoder = opened;
        batch.start(source.bytes());
        readRecords(batch, opened);
        while (batch.isEmpty()) {
            if (source.isEnded()) {
                source.requireIntact();
                return false;
            }
            if (!source.more() && !source.isEnded()) {
                rejectEndless(batch);
            } else {
                batch.start(source.bytes());
            }
            readRecords(batch, opened);
        }
        return true;
    }

    /** As many records as are completely in the buffer and fit the batch. */
    private void readRecords(RecordBatch batch, CsvRowDecoder opened) {
        while (!batch.isFull() && source.position() < source.limit()) {
            int start = source.position();
            try {
                int end = scan(start);
                if (end == CsvScanner.INCOMPLETE) {
                    return;
                }
                readRecord(batch, opened, start, withoutReturn(start, end));
                source.advance(Math.min(end + 1, source.limit()));
            } catch (MalformedCsvException e) {
                if (lineEnd(start) == source.limit() && !source.isWhole()) {
                    return;
                }
                rejectLine(batch, start, e.problem());
            }
        }
    }

    private int scan(int start) throws MalformedCsvException {
        return scanner.scan(source.bytes(), start, source.limit(), source.isWhole());
    }

    private void readRecord(RecordBatch batch, CsvRowDecoder opened, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return;
        }
        if (length > source.maxRecordBytes()) {
            OversizedRecord.reject(source, batch, start, length);
            return;
        }
        String problem = opened.problem(source.bytes(), start, end);
        if (problem != null) {
            reject(batch, start, length, problem);
            return;
        }
        boolean converted = opened.append(source.bytes(), batch.rows());
        batch.endRow(source.nextRecord(), source.offset(start), start, length, !converted);
    }

    private void rejectLine(RecordBatch batch, int start, String problem) {
        int lineEnd = lineEnd(start);
        int end = withoutReturn(start, lineEnd);
        if (end - start > source.maxRecordBytes()) {
            OversizedRecord.reject(source, batch, start, end - start);
        } else {
            reject(batch, start, end - start, problem);
        }
        source.advance(Math.min(lineEnd + 1, source.limit()));
    }

    /** For a record that is longer than the buffer can hold. */
    private void rejectEndless(RecordBatch batch) throws IOException {
        if (lineEnd(source.position()) == source.limit()) {
            OversizedRecord.skipLine(source, batch);
            return;
        }
        batch.start(source.bytes());
        rejectLine(
                batch,
                source.position(),
                "A quoted value that begins in this line is not closed within " + source.maxRecordBytes() + " bytes");
    }

    private void reject(RecordBatch batch, int start, int length, String problem) {
        batch.endRejected(
                source.nextRecord(), source.offset(start), start, length, ErrorCode.CANNOT_PARSE_SOURCE, problem);
    }

    private int lineEnd(int start) {
        return ByteScan.indexOf(source.bytes(), start, source.limit(), LINE_FEEDS);
    }

    private int withoutReturn(int start, int lineEnd) {
        return lineEnd > start && source.bytes()[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }

    private CsvRowDecoder open() throws IOException {
        requireUsableDelimiter(settings.delimiter());
        source.open();
        for (int i = 0; i < settings.skipHeaderRows(); i++) {
            skipLine();
        }
        List<String> columns = settings.columns().isEmpty() ? header() : settings.columns();
        requireUnique(columns);
        return new CsvRowDecoder(scanner, fields, columns);
    }

    static void requireUsableDelimiter(String delimiter) throws UnreadableSourceException {
        if (delimiter.indexOf('"') >= 0 || delimiter.indexOf('\n') >= 0 || delimiter.indexOf('\r') >= 0) {
            throw new UnreadableSourceException(
                    "The delimiter has a double quote or a line break in it, which CSV uses for itself. Choose another one.");
        }
    }

    /** Skipped rows are lines, whatever quotes they have in them. */
    private void skipLine() throws IOException {
        int lineEnd = lineEnd(source.position());
        while (lineEnd == source.limit() && !source.isEnded()) {
            source.advance(lineEnd);
            source.more();
            lineEnd = lineEnd(source.position());
        }
        source.advance(Math.min(lineEnd + 1, source.limit()));
    }

    /** The names in the next row; none if the source ends before it. */
    private List<String> header() throws IOException {
        while (true) {
            int start = source.position();
            int end = scanHeader(start);
            if (end == CsvScanner.INCOMPLETE) {
                if (!source.more() && !source.isEnded()) {
                    throw badHeader("it is longer than " + source.maxRecordBytes() + " bytes");
                }
                source.requireIntact();
                continue;
            }
            source.advance(Math.min(end + 1, source.limit()));
            int headerEnd = withoutReturn(start, end);
            if (start < headerEnd) {
                return headerNames(start, headerEnd);
            }
            if (start == source.limit()) {
                return List.of();
            }
        }
    }

    private int scanHeader(int start) throws UnreadableSourceException {
        try {
            return scan(start);
        } catch (MalformedCsvException e) {
            throw badHeader(e.problem());
        }
    }

    private List<String> headerNames(int start, int end) throws UnreadableSourceException {
        if (!Utf8.isValid(source.bytes(), start, end)) {
            throw badHeader("it is not valid UTF-8");
        }
        return scanner.texts(source.bytes());
    }

    private UnreadableSourceException badHeader(String why) {
        return new UnreadableSourceException(
                "The header row after " + settings.skipHeaderRows() + " skipped rows cannot be read: " + why);
    }

    /** Empty names may repeat: no field can mean them. */
    static void requireUnique(List<String> columns) throws UnreadableSourceException {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            Integer earlier = places.put(name, i);
            if (earlier != null && !name.isEmpty()) {
                throw new UnreadableSourceException("Columns " + (earlier + 1) + " and " + (i + 1)
                        + " have the same name, \"" + name
                        + "\". Give every column its own name, in the header or in \"columns\".");
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
