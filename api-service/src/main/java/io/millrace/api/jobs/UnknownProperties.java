package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a request says that nobody reads: it is ignored, but the user is told, as it may be a slip of the pen. */
final class UnknownProperties {
    private static final Set<String> JOB = Set.of(
            "type",
            "target",
            "source",
            "mappings",
            "createTableIfNotExists",
            "ingestionMode",
            "replaceAll",
            "filterExpression",
            "maxParseExceptions",
            "partitionedBy",
            "clusteringColumns",
            "context",
            "desiredExecutionStatus",
            "readFromPoint",
            "lateMessageRejectionPeriod",
            "earlyMessageRejectionPeriod",
            "useSchemaDiscovery",
            "dimensionExclusions",
            "replaceRunning",
            "enableUpserts",
            "upsertKeyColumns",
            "upsertVersionColumn");
    private static final Set<String> TARGET = Set.of("type", "tableName", "intervals");
    private static final Set<String> SOURCE = Set.of(
            "type",
            "connectionName",
            "fileList",
            "uris",
            "prefixes",
            "objects",
            "pattern",
            "data",
            "inputSchema",
            "formatSettings");

    private UnknownProperties() {}

    /** A line for the job's log; empty if everything is known. */
    static Optional<String> warning(ObjectNode job) {
        List<String> unknown = new ArrayList<>();
        collect(job, "", JOB, unknown);
        collect(job.path("target"), "target.", TARGET, unknown);
        collect(job.path("source"), "source.", SOURCE, unknown);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("The request has properties that are not known and were ignored: "
                        + String.join(", ", unknown) + ".");
    }

    private static void collect(JsonNode object, String path, Set<String> known, List<String> unknown) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(path + name);
            }
        });
    }
}
