package io.millrace.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.formats.csv.CsvScanner;
import io.millrace.formats.csv.MalformedCsvException;
import io.millrace.formats.values.ByteScan;
import io.millrace.model.Compression;
import io.millrace.model.FormatSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Guesses a source's fields and their types from its beginning. Types widen from long to double to string, and to json for
 * what is nested; true and false are strings. Memory does not depend on how long the source is.
 */
public final class SchemaInference {
    /** So many uncompressed bytes are looked at. */
    public static final int SAMPLE_BYTES = 1 << 20;
    /** So many records are looked at. */
    public static final int SAMPLE_RECORDS = 1000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private final int limit;
    /** Whether the source ends where the sample ends. */
    private final boolean whole;

    private final Map<String, FieldEvidence> fields = new LinkedHashMap<>();
    private long records;
    private long unreadable;

    private SchemaInference(byte[] bytes, int limit, boolean whole) {
        this.bytes = bytes;
        this.limit = limit;
        this.whole = whole;
    }

    /** One value of a record that may still turn out malformed. */
    private record Observation(String name, Consumer<FieldEvidence> value) {}

    /**
     * Reads what it needs and closes the bytes.
     *
     * @param declared null: found out from the first bytes
     * @throws UnreadableSourceException if the compression is not supported or broken, or the CSV header is unusable
     */
    public static InferredSchema infer(FormatSettings format, InputStream stored, @Nullable Compression declared)
            throws IOException {
        try (stored;
                InputStream source = Decompression.open(stored, declared)) {
            byte[] sample = source.readNBytes(SAMPLE_BYTES + 1);
            int limit = Math.min(sample.length, SAMPLE_BYTES);
            byte[] padded = Arrays.copyOf(sample, limit + 1 + ByteScan.SLACK);
            padded[limit] = '\n';
            SchemaInference inference = new SchemaInference(padded, limit, sample.length <= SAMPLE_BYTES);
            if (format instanceof FormatSettings.Csv csv) {
                inference.csv(csv);
            } else {
                inference.json();
            }
            return inference.result();
        }
    }

    private InferredSchema result() {
        List<InferredSchema.InferredField> inferred = new ArrayList<>();
        fields.forEach((name, evidence) -> inferred.add(evidence.named(name)));
        return new InferredSchema(inferred, records, unreadable);
    }

    private void json() throws IOException {
        int start = start();
        int first = start;
        while (first < limit && Character.isWhitespace(bytes[first])) {
            first++;
        }
        if (first < limit && bytes[first] == '[') {
            jsonArray(first);
        } else {
            jsonLines(start);
        }
    }

    private void jsonLines(int start) throws IOException {
        int line = start;
        while (line < limit && !isEnough()) {
            int end = lineEnd(line);
            if (end == limit && !whole) {
                return;
            }
            jsonLine(line, end);
            line = end + 1;
        }
    }

    private void jsonLine(int start, int end) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, start, end - start)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return;
            }
            List<Observation> record = first == JsonToken.START_OBJECT ? object(parser) : null;
            if (record == null || parser.nextToken() != null) {
                unreadable++;
            } else {
                take(record);
            }
        } catch (JsonProcessingException e) {
            unreadable++;
        }
    }

    private void jsonArray(int start) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, start, limit - start)) {
            parser.nextToken();
            while (!isEnough()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    take(object(parser));
                } else if (token == JsonToken.END_ARRAY || token == null) {
                    return;
                } else {
                    parser.skipChildren();
                    unreadable++;
                }
            }
        } catch (JsonProcessingException e) {
            // Nothing can be told apart any more; where the sample was cut off, that is to be expected.
            unreadable += whole ? 1 : 0;
        }
    }

    private static List<Observation> object(JsonParser parser) throws IOException {
        List<Observation> record = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            record.add(new Observation(name, observed(parser, value)));
            parser.skipChildren();
        }
        return record;
    }

    private static Consumer<FieldEvidence> observed(JsonParser parser, JsonToken value) throws IOException {
        switch (value) {
            case START_OBJECT, START_ARRAY -> {
                return FieldEvidence::nested;
            }
            case VALUE_STRING -> {
                String text = parser.getText();
                return evidence -> evidence.text(text);
            }
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    return FieldEvidence::fraction;
                }
                long number = parser.getLongValue();
                return evidence -> evidence.whole(number);
            }
            case VALUE_NUMBER_FLOAT -> {
                return FieldEvidence::fraction;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return FieldEvidence::truth;
            }
            default -> {
                return evidence -> {};
            }
        }
    }

    private void take(List<Observation> record) {
        records++;
        record.forEach(observation ->
                observation.value().accept(fields.computeIfAbsent(observation.name(), name -> new FieldEvidence())));
    }

    private void csv(FormatSettings.Csv settings) throws UnreadableSourceException {
        CsvReader.requireUsableDelimiter(settings.delimiter());
        CsvScanner scanner = new CsvScanner(settings.delimiter());
        int at = start();
        for (int i = 0; i < settings.skipHeaderRows() && at < limit; i++) {
            at = lineEnd(at) + 1;
        }
        List<String> columns = settings.columns();
        while (at < limit && !isEnough()) {
            int end;
            try {
                end = scanner.scan(bytes, at, limit, whole);
            } catch (MalformedCsvException e) {
                unreadable++;
                at = lineEnd(at) + 1;
                continue;
            }
            if (end == CsvScanner.INCOMPLETE) {
                return;
            }
            boolean blank = end == at || end == at + 1 && bytes[at] == '\r';
            at = end + 1;
            if (!blank && columns.isEmpty()) {
                columns = scanner.texts(bytes);
                CsvReader.requireUnique(columns);
                columns.forEach(this::declare);
            } else if (!blank) {
                csvRecord(columns, scanner.texts(bytes));
            }
        }
    }

    private void csvRecord(List<String> columns, List<String> values) {
        if (values.size() > columns.size()) {
            unreadable++;
            return;
        }
        records++;
        for (int i = 0; i < values.size(); i++) {
            FieldEvidence evidence = declare(columns.get(i));
            if (evidence != null && !values.get(i).isEmpty()) {
                evidence.untyped(values.get(i));
            }
        }
    }

    /** A column without a name cannot be read, so it is no field. */
    private @Nullable FieldEvidence declare(String column) {
        return column.isEmpty() ? null : fields.computeIfAbsent(column, name -> new FieldEvidence());
    }

    private boolean isEnough() {
        return records + unreadable >= SAMPLE_RECORDS;
    }

    private int start() {
        boolean marked = limit >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return marked ? BYTE_ORDER_MARK.length : 0;
    }

    /** The next line feed; the one behind the sample at the latest. */
    private int lineEnd(int from) {
        int end = from;
        while (bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
