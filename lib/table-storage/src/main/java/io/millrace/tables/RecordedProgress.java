package io.millrace.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A source's progress as a table property, together with the id of the commit that recorded it.
 *
 * <p>Properties and not snapshot summaries: they survive the expiry of snapshots, and the commits of other engines carry
 * them on.
 */
record RecordedProgress(StreamProgress progress, String commitId) {
    private static final String PREFIX = "millrace.progress.";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<RecordedProgress> of(String source, TableMetadata state) {
        return Optional.ofNullable(state.properties().get(property(source))).map(text -> parse(source, text));
    }

    /** The progress of all sources whose names begin so. */
    static Map<String, StreamProgress> all(String sourcePrefix, TableMetadata state) {
        Map<String, StreamProgress> found = new TreeMap<>();
        state.properties().forEach((name, text) -> {
            if (name.startsWith(property(sourcePrefix))) {
                String source = name.substring(PREFIX.length());
                found.put(source, parse(source, text).progress());
            }
        });
        return found;
    }

    static String property(String source) {
        return PREFIX + source;
    }

    String toJson() {
        return JSON.createObjectNode()
                .put("nextOffset", progress.nextOffset())
                .put("jobs", progress.jobs())
                .put("commit", commitId)
                .toString();
    }

    private static RecordedProgress parse(String source, String text) {
        try {
            JsonNode node = JSON.readTree(text);
            JsonNode offset = node.path("nextOffset");
            JsonNode jobs = node.path("jobs");
            if (!offset.isIntegralNumber() || !jobs.isTextual()) {
                throw unreadable(source, null);
            }
            return new RecordedProgress(
                    new StreamProgress(offset.longValue(), jobs.textValue()),
                    node.path("commit").asText());
        } catch (JsonProcessingException e) {
            throw unreadable(source, e);
        }
    }

    /** Never taken for "none yet": that would store everything a second time. */
    private static IllegalStateException unreadable(String source, @Nullable JsonProcessingException cause) {
        return new IllegalStateException(
                "Table property " + property(source) + " is not a progress that can be read", cause);
    }
}
