package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.json.RequestJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as lists show them, with a source that says only where the data is. The database makes the cut: a page of jobs, each
 * with megabytes of inline data, must not come into memory.
 */
final class JobSummary {
    private static final String READABLE = "replace(resolved, chr(92) || 'u0000', chr(92) || 'ufffd')::json";

    /**
     * Properties that are unusually long are left out. An escaped U+0000, which PostgreSQL's JSON functions fail on, is
     * shown as U+FFFD.
     */
    static final String COLUMNS = Jobs.STATE_COLUMNS + ", source_type, source_connection_name,"
            + " (SELECT json_object_agg(key, value) FROM json_each(" + READABLE + ")"
            + " WHERE key != 'source' AND length(value::text) <= 16384) AS summary,"
            + " left(json_extract_path(" + READABLE + ", 'source', 'data')::text, 256) AS data_start";

    private static final Pattern WHOLE_CHARACTERS = Pattern.compile("\"(?:[^\"\\\\]++|\\\\u[0-9a-fA-F]{4}|\\\\[^u])*+");

    private JobSummary() {}

    static SubmittedJob toJob(ResultSet row) throws SQLException {
        ObjectNode summary = RequestJson.parseStored(row.getString("summary"));
        ObjectNode source = summary.putObject("source").put("type", row.getString("source_type"));
        if (row.getString("source_connection_name") != null) {
            source.put("connectionName", row.getString("source_connection_name"));
        }
        String data = textOf(row.getString("data_start"));
        if (data != null) {
            source.put("data", data);
        }
        return Jobs.toJob(row, RequestJson.newObject(), summary);
    }

    /** The text that the beginning of a JSON string means; an escape that was cut off is left out. */
    static @Nullable String textOf(@Nullable String startOfJsonString) {
        if (startOfJsonString == null) {
            return null;
        }
        Matcher start = WHOLE_CHARACTERS.matcher(startOfJsonString);
        return start.lookingAt()
                ? RequestJson.parseStored("{\"data\":" + start.group() + "\"}")
                        .get("data")
                        .textValue()
                : null;
    }
}
