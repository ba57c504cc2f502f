package io.millrace.api.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as results show them: timestamps in ISO 8601 with {@code Z} and milliseconds, binary as Base64, arrays and
 * structs as JSON (Polaris contract, section 14, "Query rendering").
 */
final class ResultValues {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonFactory JSON = new JsonFactory();

    private ResultValues() {}

    static void write(JsonGenerator json, @Nullable Object value) throws IOException, SQLException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Array array) {
            writeArray(json, array);
        } else if (value instanceof Struct struct) {
            writeArrayOf(json, struct.getAttributes());
        } else if (value instanceof Map<?, ?> map) {
            writeMap(json, map);
        } else {
            json.writeString(text(value));
        }
    }

    /** For CSV; null is empty. */
    static String text(@Nullable Object value) throws SQLException {
        if (value == null) {
            return "";
        } else if (value instanceof OffsetDateTime time) {
            return TIME.format(time);
        } else if (value instanceof Timestamp time) {
            // The driver reads a zone-less timestamp as local time: back to the wall clock, then on as UTC.
            return TIME.format(time.toLocalDateTime().toInstant(ZoneOffset.UTC));
        } else if (value instanceof LocalDateTime time) {
            return TIME.format(time.toInstant(ZoneOffset.UTC));
        } else if (value instanceof Instant time) {
            return TIME.format(time);
        } else if (value instanceof LocalDate date) {
            return TIME.format(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        } else if (value instanceof Blob blob) {
            return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Array || value instanceof Map || value instanceof Struct) {
            return json(value);
        }
        return String.valueOf(value);
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigInteger big) {
            json.writeNumber(big);
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof Double || number instanceof Float) {
            writeFloating(json, number);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void writeFloating(JsonGenerator json, Number number) throws IOException {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            json.writeString(number.toString());
        } else if (number instanceof Float) {
            json.writeNumber(number.floatValue());
        } else {
            json.writeNumber(value);
        }
    }

    private static void writeArray(JsonGenerator json, Array array) throws IOException, SQLException {
        writeArrayOf(json, (Object[]) array.getArray());
    }

    private static void writeArrayOf(JsonGenerator json, @Nullable Object[] values) throws IOException, SQLException {
        json.writeStartArray();
        for (Object element : values) {
            write(json, element);
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException, SQLException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private static String json(Object value) throws SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
