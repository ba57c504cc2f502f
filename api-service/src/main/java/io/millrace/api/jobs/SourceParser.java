package io.millrace.api.jobs;

import io.millrace.api.json.JsonFields;
import io.millrace.api.tables.ColumnRules;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobType;
import io.millrace.objects.KeyGlob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads a job's {@code source} (contract, sections 7 and 8). */
final class SourceParser {
    private static final List<String> SELECTORS = List.of("uris", "prefixes", "objects", "pattern");
    private static final Set<String> SOURCES_NOT_YET = Set.of("table", "azure");
    private static final Set<String> FORMATS_NOT_YET =
            Set.of("regex", "avro_ocf", "avro_stream", "protobuf", "parquet", "orc", "kafka", "kinesis");
    private static final int MAX_INLINE_BYTES = 4 * 1024 * 1024;

    private final JsonFields source;
    private final JobType jobType;

    SourceParser(JsonFields source, JobType jobType) {
        this.source = source;
        this.jobType = jobType;
    }

    /** Empty only together with a problem. */
    Optional<JobRequest.Source> source() {
        Optional<String> type = source.requiredText("type");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (jobType == JobType.STREAMING && !type.get().equals("connection")) {
            source.problem("type", "A streaming job reads a source of type connection, not " + type.get() + ".");
            return Optional.empty();
        }
        return switch (type.get()) {
            case "uploaded" -> uploaded();
            case "s3" -> s3();
            case "inline" -> inline();
            case "connection" -> connection();
            default -> {
                String reason = SOURCES_NOT_YET.contains(type.get()) ? "are not supported yet" : "are not known";
                source.problem(
                        "type",
                        "Sources of type \"" + type.get() + "\" " + reason
                                + "; uploaded, s3, inline and connection are.");
                yield Optional.empty();
            }
        };
    }

    List<Field> inputSchema() {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!source.has("inputSchema")) {
            source.problem("inputSchema", "\"inputSchema\" is required: the fields to read, with their types.");
        }
        for (JsonFields field : source.objects("inputSchema")) {
            Optional<String> name = field.requiredText("name");
            Optional<DataType> type = fieldType(field);
            if (name.isPresent() && !names.add(name.get())) {
                field.problem("name", "Two fields are named \"" + name.get() + "\".");
            } else if (name.isPresent() && type.isPresent()) {
                fields.add(new Field(name.get(), type.get()));
            }
        }
        return fields;
    }

    /** Empty when the request leaves it to the names of the files, or together with a problem. */
    Optional<FormatSettings> format() {
        Optional<JsonFields> settings = source.object("formatSettings");
        if (settings.isEmpty()) {
            if (jobType == JobType.STREAMING && !source.has("formatSettings")) {
                source.problem("formatSettings", "\"formatSettings\" is required, such as {\"format\": \"nd-json\"}.");
            }
            return Optional.empty();
        }
        return settings.get().requiredText("format").flatMap(format -> format(settings.get(), format));
    }

    private Optional<FormatSettings> format(JsonFields settings, String format) {
        return switch (format) {
            case "nd-json" -> Optional.of(new FormatSettings.NdJson());
            case "csv" -> Optional.of(csv(settings));
            default -> {
                String reason = FORMATS_NOT_YET.contains(format) ? "is not supported yet" : "is not known";
                settings.problem("format", "The format \"" + format + "\" " + reason + "; nd-json and csv are.");
                yield Optional.empty();
            }
        };
    }

    private FormatSettings.Csv csv(JsonFields settings) {
        List<String> columns = settings.texts("columns");
        if (new HashSet<>(columns).size() < columns.size()) {
            settings.problem("columns", "Two columns have the same name.");
        }
        if (jobType == JobType.STREAMING && columns.isEmpty()) {
            settings.problem("columns", "\"columns\" is required: a stream has no header row.");
        }
        if (jobType == JobType.STREAMING && settings.has("skipHeaderRows")) {
            settings.problem("skipHeaderRows", "A stream has no header rows to skip; leave this out.");
        }
        FormatSettings.Csv standard = FormatSettings.Csv.DEFAULT;
        String delimiter =
                settings.text("delimiter").map(SourceParser::unescaped).orElseGet(this::usualDelimiter);
        if (delimiter.isEmpty()) {
            settings.problem("delimiter", "must not be empty.");
            delimiter = standard.delimiter();
        }
        return new FormatSettings.Csv(
                columns,
                delimiter,
                settings.text("listDelimiter").map(SourceParser::unescaped).orElse(standard.listDelimiter()),
                (int) settings.number("skipHeaderRows", 0, 0, Integer.MAX_VALUE));
    }

    private String usualDelimiter() {
        return FormatByName.delimiterOf(Stream.of("fileList", "uris", "objects")
                .flatMap(property -> source.texts(property).stream())
                .toList());
    }

    /** Turns a literal {@code \t} or {@code \}{@code u0001} into the character that it means. */
    private static String unescaped(String text) {
        if (text.equals("\\t")) {
            return "\t";
        }
        return text.matches("\\\\u[0-9a-fA-F]{4}")
                ? Character.toString((char) Integer.parseInt(text.substring(2), 16))
                : text;
    }

    private Optional<JobRequest.Source> uploaded() {
        List<String> names = source.texts("fileList");
        if (names.isEmpty()) {
            source.problem("fileList", "\"fileList\" is required: the names of uploaded files.");
        }
        return Optional.of(new JobRequest.UploadedFiles(names));
    }

    private Optional<JobRequest.Source> inline() {
        Optional<String> data = source.requiredText("data");
        data.filter(text -> text.getBytes(StandardCharsets.UTF_8).length > MAX_INLINE_BYTES)
                .ifPresent(text -> source.problem(
                        "data", "Inline data can have " + MAX_INLINE_BYTES + " bytes. Upload it as a file instead."));
        return data.map(JobRequest.InlineData::new);
    }

    private Optional<JobRequest.Source> connection() {
        if (jobType == JobType.BATCH) {
            source.problem(
                    "type", "A batch job does not read a source of type connection; objects of a bucket are type s3.");
            return Optional.empty();
        }
        return source.requiredText("connectionName").map(JobRequest.Stream::new);
    }

    private Optional<JobRequest.Source> s3() {
        Optional<String> connection = source.requiredText("connectionName");
        List<String> given = SELECTORS.stream().filter(source::has).toList();
        if (given.size() != 1) {
            source.problem(
                    given.isEmpty() ? "uris" : given.get(1),
                    "Exactly one of uris, prefixes, objects and pattern says which objects to read; here are "
                            + given.size() + ".");
            return Optional.empty();
        }
        ObjectSelection selection = switch (given.get(0)) {
            case "uris" -> new ObjectSelection.Uris(nonEmpty("uris"));
            case "prefixes" -> new ObjectSelection.Prefixes(nonEmpty("prefixes"));
            case "objects" -> new ObjectSelection.Objects(nonEmpty("objects"));
            default -> new ObjectSelection.Pattern(pattern());
        };
        return connection.map(name -> new JobRequest.S3Objects(name, selection));
    }

    private List<String> nonEmpty(String selector) {
        List<String> values = source.texts(selector);
        if (values.isEmpty()) {
            source.problem(selector, "must not be empty.");
        }
        return values;
    }

    private String pattern() {
        String pattern = source.requiredText("pattern").orElse("");
        try {
            KeyGlob.compile(pattern);
        } catch (PatternSyntaxException e) {
            source.problem("pattern", "\"" + pattern + "\" is not a glob: " + e.getDescription() + ".");
        }
        return pattern;
    }

    private static Optional<DataType> fieldType(JsonFields field) {
        if (!field.has("dataType")) {
            field.problem("dataType", "\"dataType\" is required.");
        }
        Optional<DataType> type = field.choice("dataType", DataType::ofApiName, "string, long, float, double, json");
        type.filter(wanted -> !ColumnRules.STORABLE.contains(wanted))
                .ifPresent(wanted -> field.problem(
                        "dataType",
                        "Input fields of type " + wanted.apiName()
                                + " are not supported yet; string, long, float, double and json are."
                                + " Declare times as string or long and convert them in a mapping."));
        return type;
    }
}
