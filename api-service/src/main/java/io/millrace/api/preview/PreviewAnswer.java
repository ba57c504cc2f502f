package io.millrace.api.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.json.RequestJson;
import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.formats.RejectedRecord;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.Field;
import io.millrace.model.JobCounters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

/** Collects what a preview answers, within bounds whatever the job does. Not thread-safe. */
final class PreviewAnswer {
    static final int MAX_ERRORS = 100;
    static final int MAX_VALUE_CHARACTERS = 8 * 1024;

    private static final int MAX_ROW_CHARACTERS = 4 * 1024 * 1024;
    private static final int MAX_MESSAGE_CHARACTERS = 2000;
    private static final int MAX_EXCERPT_BYTES = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final int maxRows;
    private final ObjectNode answer = RequestJson.newObject();
    private final ArrayNode inputSchema = answer.putArray("inputSchema");
    private final ArrayNode rows = answer.putArray("rows");
    private final ObjectNode counters = answer.putObject("counters");
    private final ArrayNode errors = answer.putArray("errors");
    private long rowCount;
    private int room = MAX_ROW_CHARACTERS;
    private boolean cut;

    PreviewAnswer(int maxRows) {
        this.maxRows = maxRows;
    }

    void addRows(ColumnBatch batch, long inputRecords) {
        rowCount += batch.rows();
        for (int row = 0; row < batch.rows() && rows.size() < maxRows && room > 0; row++) {
            ObjectNode shown = rows.addObject();
            for (int column = 0; column < batch.schema().size(); column++) {
                add(shown, batch, column, row);
            }
        }
    }

    void addError(String source, RejectedRecord rejected) {
        if (errors.size() >= MAX_ERRORS) {
            return;
        }
        byte[] payload = rejected.payload();
        int length = Math.min(payload.length, MAX_EXCERPT_BYTES);
        boolean shortened = rejected.truncated() || length < payload.length;
        error(source, rejected.code(), rejected.message())
                .put("recordNumber", rejected.recordNumber())
                .put("byteOffset", rejected.byteOffset())
                .put("excerpt", new String(payload, 0, length, UTF_8) + (shortened ? "…" : ""));
    }

    /** A source that cannot be read on at all. */
    void addUnreadable(String source, String message) {
        if (errors.size() < MAX_ERRORS) {
            error(source, ErrorCode.CANNOT_PARSE_SOURCE, message);
        }
    }

    ObjectNode toJson(List<Field> fields, JobCounters counted) {
        fields.forEach(field -> inputSchema
                .addObject()
                .put("name", field.name())
                .put("dataType", field.type().apiName()));
        counters.put("received", counted.received())
                .put("filtered", counted.filtered())
                .put("late", counted.late())
                .put("early", counted.early())
                .put("unparseable", counted.unparseable())
                .put("kept", counted.inFlight())
                .put("withWarning", counted.withWarning())
                .put("rows", rowCount)
                .put("bytes", counted.bytes());
        return answer.put("valuesCut", cut);
    }

    private ObjectNode error(String source, ErrorCode code, String message) {
        return errors.addObject()
                .put("source", source)
                .put("code", code.apiName())
                .put("message", shortened(message, MAX_MESSAGE_CHARACTERS));
    }

    private void add(ObjectNode row, ColumnBatch batch, int column, int index) {
        String name = batch.schema().field(column).name();
        DataType type = batch.schema().type(column);
        if (batch.vector(column).isNull(index)) {
            row.putNull(name);
        } else if (batch.vector(column) instanceof LongVector longs) {
            addLong(row, name, type, longs.get(index));
        } else if (batch.vector(column) instanceof DoubleVector doubles) {
            addDouble(row, name, type, doubles.get(index));
        } else {
            BytesVector bytes = batch.bytes(column);
            boolean text = type == DataType.STRING || type == DataType.JSON;
            row.put(
                    name,
                    bounded(text ? bytes.string(index) : Base64.getEncoder().encodeToString(bytes.bytes(index))));
        }
        room -= name.length();
    }

    private static void addLong(ObjectNode row, String name, DataType type, long value) {
        if (type == DataType.TIMESTAMP) {
            row.put(name, TIME.format(Instant.ofEpochMilli(value)));
        } else {
            row.put(name, value);
        }
    }

    private static void addDouble(ObjectNode row, String name, DataType type, double value) {
        if (!Double.isFinite(value)) {
            row.put(name, Double.toString(value));
        } else if (type == DataType.FLOAT) {
            row.put(name, (float) value);
        } else {
            row.put(name, value);
        }
    }

    private String bounded(String value) {
        String shown = shortened(value, Math.max(0, Math.min(MAX_VALUE_CHARACTERS, room)));
        cut |= shown.length() < value.length();
        room -= shown.length();
        return shown;
    }

    private static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }
}
