package io.millrace.localstack.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.sampledata.WikipediaEdits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The jobs of the demo as the API wants them. */
final class WikipediaJobs {
    static final String DETAIL_TABLE = "wikipedia_edits";
    static final String HOURLY_TABLE = "wikipedia_edits_by_hour";
    static final String LIVE_TABLE = "wikipedia_edits_live";
    static final String CONNECTION = "wikipedia-edits";

    private static final Set<String> NUMBERS = Set.of("added", "deleted", "delta");
    private static final List<String> COLUMNS = List.of(
            "channel",
            "cityName",
            "comment",
            "countryName",
            "isAnonymous",
            "isNew",
            "isRobot",
            "namespace",
            "page",
            "user",
            "added",
            "deleted",
            "delta");

    private final ApiClient api;

    WikipediaJobs(ApiClient api) {
        this.api = api;
    }

    /** Every edit a row. */
    ObjectNode detail() {
        ObjectNode job = batch(DETAIL_TABLE);
        addEveryColumn(job);
        return job;
    }

    /** Counts and sums for each hour, channel, robot or not, and country. */
    ObjectNode hourly() {
        ObjectNode job = batch(HOURLY_TABLE);
        ArrayNode mappings = job.putArray("mappings");
        addMapping(mappings, "__time", "TIME_FLOOR(TIME_PARSE(\"time\"), 'PT1H')");
        List.of("channel", "isRobot", "countryName").forEach(name -> addMapping(mappings, name, quoted(name)));
        Map<String, String> measures = new TreeMap<>(Map.of("edits", "COUNT(*)", "added", "SUM(\"added\")"));
        measures.forEach((name, expression) -> mappings.addObject()
                .put("columnName", name)
                .put("expression", expression)
                .put("isAggregation", true));
        return job;
    }

    /** Every pushed edit a row, from the first one that the connection still keeps. */
    ObjectNode live() {
        ObjectNode job = job("streaming", LIVE_TABLE);
        ObjectNode source = job.putObject("source");
        source.put("type", "connection").put("connectionName", CONNECTION);
        addFormat(source);
        job.put("readFromPoint", "earliest");
        addEveryColumn(job);
        return job;
    }

    private ObjectNode batch(String table) {
        ObjectNode job = job("batch", table);
        ObjectNode source = job.putObject("source");
        source.put("type", "uploaded").putArray("fileList").add(WikipediaEdits.FILE_NAME);
        addFormat(source);
        return job;
    }

    private ObjectNode job(String type, String table) {
        ObjectNode job = api.object();
        job.put("type", type).put("createTableIfNotExists", true);
        job.putObject("target").put("type", "table").put("tableName", table);
        return job;
    }

    private static void addFormat(ObjectNode source) {
        source.putObject("formatSettings").put("format", "nd-json");
        ArrayNode schema = source.putArray("inputSchema");
        schema.addObject().put("name", "time").put("dataType", "string");
        COLUMNS.forEach(name ->
                schema.addObject().put("name", name).put("dataType", NUMBERS.contains(name) ? "long" : "string"));
    }

    private static void addEveryColumn(ObjectNode job) {
        ArrayNode mappings = job.putArray("mappings");
        addMapping(mappings, "__time", "TIME_PARSE(\"time\")");
        COLUMNS.forEach(name -> addMapping(mappings, name, quoted(name)));
    }

    private static void addMapping(ArrayNode mappings, String column, String expression) {
        mappings.addObject().put("columnName", column).put("expression", expression);
    }

    private static String quoted(String field) {
        return '"' + field + '"';
    }
}
