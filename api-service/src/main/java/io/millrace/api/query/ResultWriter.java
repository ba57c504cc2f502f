package io.millrace.api.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes a result row by row in one of the formats. */
final class ResultWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final ResultFormat format;
    private final List<List<String>> headerRows;
    private final ResultSet rows;
    private final int columns;
    private final List<String> names;

    /**
     * @param header a first row with the columns' names
     * @param typesHeader a row with their types, in Millrace's names
     * @param sqlTypesHeader a row with their SQL types
     */
    ResultWriter(ResultFormat format, boolean header, boolean typesHeader, boolean sqlTypesHeader, ResultSet rows)
            throws SQLException {
        this.format = format;
        this.rows = rows;
        ResultSetMetaData metaData = rows.getMetaData();
        this.columns = metaData.getColumnCount();
        List<String> sqlTypes = each(column -> typeName(metaData, column));
        this.names = each(column -> label(metaData, column));
        this.headerRows = new ArrayList<>();
        if (header) {
            headerRows.add(names);
        }
        if (typesHeader) {
            headerRows.add(sqlTypes.stream().map(ColumnTypes::apiName).toList());
        }
        if (sqlTypesHeader) {
            headerRows.add(sqlTypes.stream().map(ColumnTypes::sqlName).toList());
        }
    }

    void write(OutputStream out) throws IOException, SQLException {
        if (format == ResultFormat.CSV) {
            writeCsv(out);
            return;
        }
        boolean empty = headerRows.isEmpty();
        boolean lines = format == ResultFormat.OBJECT_LINES || format == ResultFormat.ARRAY_LINES;
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            if (lines) {
                json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            } else {
                json.writeStartArray();
            }
            writeHeader(json);
            while (rows.next()) {
                writeRow(json);
                empty = false;
            }
            if (!lines) {
                json.writeEndArray();
            }
        }
        if (lines) {
            // The last row's line end, and the extra newline that tells a whole result from a cut one.
            out.write((empty ? "\n" : "\n\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void writeHeader(JsonGenerator json) throws IOException {
        boolean arrays = format == ResultFormat.ARRAY || format == ResultFormat.ARRAY_LINES;
        if (!arrays) {
            writeObjectHeader(json);
            return;
        }
        for (List<String> row : headerRows) {
            json.writeStartArray();
            for (String value : row) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    /** For objects the header is one object: the names, each with its types when these were asked for. */
    private void writeObjectHeader(JsonGenerator json) throws IOException {
        if (headerRows.isEmpty()) {
            return;
        }
        json.writeStartObject();
        for (int i = 0; i < columns; i++) {
            json.writeFieldName(names.get(i));
            if (headerRows.size() == 1) {
                json.writeNull();
                continue;
            }
            json.writeStartArray();
            for (List<String> row : headerRows.subList(1, headerRows.size())) {
                json.writeString(row.get(i));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void writeRow(JsonGenerator json) throws IOException, SQLException {
        boolean objects = format == ResultFormat.OBJECT || format == ResultFormat.OBJECT_LINES;
        if (objects) {
            json.writeStartObject();
        } else {
            json.writeStartArray();
        }
        for (int column = 1; column <= columns; column++) {
            if (objects) {
                json.writeFieldName(names.get(column - 1));
            }
            ResultValues.write(json, rows.getObject(column));
        }
        if (objects) {
            json.writeEndObject();
        } else {
            json.writeEndArray();
        }
    }

    private void writeCsv(OutputStream out) throws IOException, SQLException {
        StringBuilder line = new StringBuilder();
        for (List<String> row : headerRows) {
            writeCsvLine(out, line, index -> row.get(index));
        }
        while (rows.next()) {
            String[] values = new String[columns];
            for (int column = 1; column <= columns; column++) {
                values[column - 1] = ResultValues.text(rows.getObject(column));
            }
            writeCsvLine(out, line, index -> values[index]);
        }
        out.write('\n');
    }

    private void writeCsvLine(OutputStream out, StringBuilder line, IntFunction<String> value) throws IOException {
        line.setLength(0);
        for (int i = 0; i < columns; i++) {
            line.append(i == 0 ? "" : ",").append(quoted(value.apply(i)));
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private List<String> each(IntFunction<String> value) {
        return IntStream.rangeClosed(1, columns).mapToObj(value).toList();
    }

    private static String label(ResultSetMetaData metaData, int column) {
        try {
            return metaData.getColumnLabel(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String typeName(ResultSetMetaData metaData, int column) {
        try {
            return metaData.getColumnTypeName(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
