package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.json.RequestJson;
import io.millrace.model.JobDefinition.ReadFromPoint;
import io.millrace.model.JobType;
import io.millrace.model.Mapping;
import java.util.List;
import java.util.Locale;

/** What answers repeat of a job's request: as the vendor's samples do, with defaults and our own mappings filled in. */
final class JobEcho {
    private JobEcho() {}

    static ObjectNode of(JobRequest request, ResolvedSource source, List<Mapping> mappings) {
        ObjectNode echo = RequestJson.newObject();
        echo.putObject("target").put("type", "table").put("tableName", request.tableName());
        echo.put("createTableIfNotExists", request.createTable());
        echo.set("source", source(request, source));
        if (request.type() == JobType.BATCH) {
            echo.put("ingestionMode", "append");
        }
        ArrayNode mappingsEcho = echo.putArray("mappings");
        mappings.forEach(mapping -> mappingsEcho
                .addObject()
                .put("columnName", mapping.columnName())
                .put("expression", mapping.expression()));
        request.filterExpression().ifPresent(filter -> echo.put("filterExpression", filter));
        echo.put("maxParseExceptions", request.maxParseExceptions());
        request.partitionedBy().ifPresent(step -> echo.put("partitionedBy", step.apiName()));
        request.clusteringColumns().ifPresent(columns -> columns.forEach(echo.putArray("clusteringColumns")::add));
        request.streaming().ifPresent(streaming -> {
            echo.put("readFromPoint", nameOf(streaming.readFromPoint()));
            echo.put("lateMessageRejectionPeriod", sent(request, "lateMessageRejectionPeriod", "P30D"));
            echo.put("earlyMessageRejectionPeriod", sent(request, "earlyMessageRejectionPeriod", "P2000D"));
        });
        return echo;
    }

    private static ObjectNode source(JobRequest request, ResolvedSource source) {
        ObjectNode echo = (ObjectNode) request.body().get("source").deepCopy();
        if (!echo.has("formatSettings")) {
            echo.putObject("formatSettings").put("format", source.format().formatName());
        }
        return echo;
    }

    private static String nameOf(ReadFromPoint point) {
        return point.name().toLowerCase(Locale.ROOT);
    }

    private static String sent(JobRequest request, String name, String byDefault) {
        String text = request.body().path(name).textValue();
        return text == null ? byDefault : text;
    }
}
