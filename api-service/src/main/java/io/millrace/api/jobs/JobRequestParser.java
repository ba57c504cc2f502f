package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problems;
import io.millrace.api.jobs.JobRequest.RequestedMapping;
import io.millrace.api.json.JsonFields;
import io.millrace.api.tables.ColumnRules;
import io.millrace.api.tables.Partitioning;
import io.millrace.api.tables.TableName;
import io.millrace.model.Column;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import io.millrace.model.JobDefinition.ReadFromPoint;
import io.millrace.model.JobDefinition.StreamingSettings;
import io.millrace.model.JobType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the body of a new job (contract, section 6). What is not supported yet is refused by name, never ignored. */
final class JobRequestParser {
    private static final Set<String> TYPES_NOT_YET = Set.of("sql", "delete_data", "drop_table", "restore_data");
    private static final long NO_LIMIT = Integer.MAX_VALUE;
    private static final Duration LATE_BY_DEFAULT = Duration.ofDays(30);
    private static final Duration EARLY_BY_DEFAULT = Duration.ofDays(2000);

    private final ObjectNode body;
    private final Problems problems;
    private final JsonFields job;

    JobRequestParser(ObjectNode body, Problems problems) {
        this.body = body;
        this.problems = problems;
        this.job = JsonFields.ofBody(body, problems);
    }

    /**
     * The request; empty only together with problems. There may be both: a request with problems that leaves enough to
     * look for more.
     *
     * @throws ApiException if the type is none that can be read further
     */
    Optional<JobRequest> parse() {
        JobType type = type();
        Optional<String> tableName = target();
        Optional<JsonFields> source = job.requiredObject("source");
        Optional<SourceParser> sourceParser = source.map(fields -> new SourceParser(fields, type));
        Optional<JobRequest.Source> parsedSource = sourceParser.flatMap(SourceParser::source);
        List<Field> inputSchema = sourceParser.map(SourceParser::inputSchema).orElseGet(List::of);
        Optional<FormatSettings> format = sourceParser.flatMap(SourceParser::format);
        List<RequestedMapping> mappings = mappings();
        if (type == JobType.BATCH) {
            refuseReplace();
        } else {
            refuseStreamOptions();
        }
        JobRequest request = new JobRequest(
                body,
                type,
                tableName.orElse(""),
                job.flag("createTableIfNotExists", false),
                parsedSource.orElseGet(() -> new JobRequest.UploadedFiles(List.of())),
                format,
                inputSchema,
                mappings,
                job.text("filterExpression").filter(text -> !text.isBlank()),
                job.number("maxParseExceptions", NO_LIMIT, 0, Long.MAX_VALUE),
                Partitioning.wanted(job, "partitionedBy"),
                job.has("clusteringColumns") ? Optional.of(job.texts("clusteringColumns")) : Optional.empty(),
                type == JobType.STREAMING ? Optional.of(streaming()) : Optional.empty(),
                type == JobType.STREAMING && job.flag("replaceRunning", false));
        boolean usable = tableName.isPresent() && parsedSource.isPresent();
        return usable ? Optional.of(request) : Optional.empty();
    }

    private JobType type() {
        String type = job.text("type").orElse("sql");
        switch (type) {
            case "batch":
                return JobType.BATCH;
            case "streaming":
                return JobType.STREAMING;
            default:
                String reason = TYPES_NOT_YET.contains(type) ? "are not supported yet" : "are not known";
                String meant = job.has("type") ? "" : " (what a job without \"type\" is)";
                problems.add(
                        "type", "Jobs of type \"" + type + "\"" + meant + " " + reason + "; batch and streaming are.");
                problems.throwIfAny();
                throw new IllegalStateException(type);
        }
    }

    private Optional<String> target() {
        Optional<JsonFields> target = job.requiredObject("target");
        if (target.isEmpty()) {
            return Optional.empty();
        }
        JsonFields fields = target.get();
        if (fields.has("type") && !fields.text("type").orElse("").equals("table")) {
            fields.problem("type", "must be \"table\".");
        }
        if (fields.has("intervals")) {
            fields.problem("intervals", "Intervals belong to replacing jobs, which are not supported yet.");
        }
        Optional<String> name = fields.requiredText("tableName");
        name.flatMap(TableName::objection).ifPresent(objection -> fields.problem("tableName", objection));
        return name;
    }

    private List<RequestedMapping> mappings() {
        List<RequestedMapping> mappings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonFields mapping : job.objects("mappings")) {
            Optional<String> name = mapping.requiredText("columnName");
            Optional<String> expression = mapping.requiredText("expression");
            Optional<Boolean> aggregation = mapping.flag("isAggregation");
            name.flatMap(ColumnRules::nameObjection).ifPresent(objection -> mapping.problem("columnName", objection));
            if (name.isPresent() && !names.add(name.get())) {
                mapping.problem("columnName", "Two mappings have the column \"" + name.get() + "\".");
            }
            // A mapping that is no good keeps its place, so that the indexes of the others stay right.
            mappings.add(new RequestedMapping(name.orElse(""), expression.orElse(""), aggregation));
        }
        if (!names.contains(Column.TIME)) {
            job.problem(
                    "mappings",
                    "A mapping for the column __time is missing, such as TIME_PARSE(\"timestamp\") for ISO 8601 text"
                            + " or MILLIS_TO_TIMESTAMP(\"millis\") for milliseconds.");
        }
        return mappings;
    }

    private void refuseReplace() {
        String mode = job.text("ingestionMode").orElse("append");
        if (mode.equals("replace")) {
            job.problem("ingestionMode", "Replacing data is not supported yet; append is.");
        } else if (!mode.equals("append")) {
            job.problem("ingestionMode", "\"" + mode + "\" is not known; it must be append.");
        }
        if (job.flag("replaceAll", false)) {
            job.problem("replaceAll", "Replacing data is not supported yet.");
        }
    }

    private void refuseStreamOptions() {
        if (job.flag("useSchemaDiscovery", false)) {
            job.problem("useSchemaDiscovery", "Discovering the schema of a stream is not supported yet.");
        }
        if (!job.texts("dimensionExclusions").isEmpty()) {
            job.problem("dimensionExclusions", "Discovering the schema of a stream is not supported yet.");
        }
        if (job.flag("enableUpserts", false)) {
            job.problem("enableUpserts", "Upserts are not supported yet.");
        }
    }

    private StreamingSettings streaming() {
        ReadFromPoint from = job.choice("readFromPoint", JobRequestParser::point, "earliest, latest")
                .orElse(ReadFromPoint.LATEST);
        return new StreamingSettings(
                from,
                period("lateMessageRejectionPeriod", LATE_BY_DEFAULT),
                period("earlyMessageRejectionPeriod", EARLY_BY_DEFAULT));
    }

    private static Optional<ReadFromPoint> point(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "earliest" -> Optional.of(ReadFromPoint.EARLIEST);
            case "latest" -> Optional.of(ReadFromPoint.LATEST);
            default -> Optional.empty();
        };
    }

    private Duration period(String name, Duration byDefault) {
        return job.text(name)
                .map(text -> {
                    Optional<Duration> duration = duration(text).filter(value -> !value.isNegative());
                    if (duration.isEmpty()) {
                        job.problem(name, "\"" + text + "\" is not an ISO 8601 period such as P30D or PT6H.");
                    }
                    return duration.orElse(byDefault);
                })
                .orElse(byDefault);
    }

    /** Months count as 30 days and years as 365: a rejection period is no calendar. */
    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            try {
                Period period = Period.parse(text);
                return Optional.of(
                        Duration.ofDays(365L * period.getYears() + 30L * period.getMonths() + period.getDays()));
            } catch (DateTimeException | ArithmeticException noPeriod) {
                return Optional.empty();
            }
        }
    }
}
