package io.millrace.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Job bodies over the Wikipedia sample. */
final class WikipediaJobs {
    private static final String INPUT_SCHEMA = """
            [{"name": "time", "dataType": "string"}, {"name": "channel", "dataType": "string"},
             {"name": "page", "dataType": "string"}, {"name": "user", "dataType": "string"},
             {"name": "isRobot", "dataType": "string"}, {"name": "countryName", "dataType": "string"},
             {"name": "added", "dataType": "long"}, {"name": "deleted", "dataType": "long"},
             {"name": "delta", "dataType": "long"}]""";

    private static final String DETAIL_MAPPINGS = """
            [{"columnName": "__time", "expression": "TIME_PARSE(\\"time\\")"},
             {"columnName": "channel", "expression": "\\"channel\\""},
             {"columnName": "page", "expression": "\\"page\\""},
             {"columnName": "user", "expression": "\\"user\\""},
             {"columnName": "isRobot", "expression": "\\"isRobot\\""},
             {"columnName": "countryName", "expression": "\\"countryName\\""},
             {"columnName": "added", "expression": "\\"added\\""},
             {"columnName": "deleted", "expression": "\\"deleted\\""},
             {"columnName": "delta", "expression": "\\"delta\\""}]""";

    private static final String HOURLY_MAPPINGS = """
            [{"columnName": "__time", "expression": "TIME_FLOOR(TIME_PARSE(\\"time\\"), 'PT1H')"},
             {"columnName": "channel", "expression": "\\"channel\\""},
             {"columnName": "isRobot", "expression": "\\"isRobot\\""},
             {"columnName": "countryName", "expression": "\\"countryName\\""},
             {"columnName": "edits", "expression": "COUNT(*)", "isAggregation": true},
             {"columnName": "added", "expression": "SUM(\\"added\\")", "isAggregation": true}]""";

    private WikipediaJobs() {}

    /** A batch job of one row for each edit. {@code source} has everything but schema and format. */
    static String detail(String table, String source) {
        return job("batch", table, source, DETAIL_MAPPINGS);
    }

    /** A batch job of one row for each hour, channel, isRobot and countryName. */
    static String hourly(String table, String source) {
        return job("batch", table, source, HOURLY_MAPPINGS);
    }

    static String streamingDetail(String table, String connection) {
        return job("streaming", table, pushSource(connection), DETAIL_MAPPINGS);
    }

    static String streamingHourly(String table, String connection) {
        return job("streaming", table, pushSource(connection), HOURLY_MAPPINGS);
    }

    static String uploaded(String... files) {
        JsonNode list = ApiClient.JSON.valueToTree(List.of(files));
        return ApiClient.JSON
                .createObjectNode()
                .put("type", "uploaded")
                .<ObjectNode>set("fileList", list)
                .toString();
    }

    /** @param selector such as {@code "prefixes": ["a/"]} */
    static String s3(String connection, String selector) {
        return "{\"type\": \"s3\", \"connectionName\": \"" + connection + "\", " + selector + "}";
    }

    private static String pushSource(String connection) {
        return "{\"type\": \"connection\", \"connectionName\": \"" + connection + "\"}";
    }

    private static String job(String type, String table, String source, String mappings) {
        try {
            ObjectNode sourceNode = (ObjectNode) ApiClient.JSON.readTree(source);
            sourceNode.set("inputSchema", ApiClient.JSON.readTree(INPUT_SCHEMA));
            sourceNode.putObject("formatSettings").put("format", "nd-json");
            ObjectNode job = ApiClient.JSON.createObjectNode();
            job.put("type", type);
            job.putObject("target").put("type", "table").put("tableName", table);
            job.put("createTableIfNotExists", true);
            job.set("source", sourceNode);
            job.set("mappings", ApiClient.JSON.readTree(mappings));
            if (type.equals("streaming")) {
                job.put("readFromPoint", "earliest");
            }
            return job.toString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
