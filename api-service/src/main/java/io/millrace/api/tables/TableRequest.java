package io.millrace.api.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problems;
import io.millrace.api.json.JsonFields;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a table is asked to be, checked.
 *
 * @param version what the client believes the current version to be; null when it makes the table
 * @param hasSchema whether the body says anything about columns
 */
record TableRequest(String name, @Nullable Long version, boolean hasSchema, TableSpec spec) {
    private static final int MAX_COLUMNS = 1000;
    private static final int MAX_DESCRIPTION = 1000;
    private static final String RESOLUTIONS =
            "millisecond, second, minute, fifteen_minute, thirty_minute, hour, day, week, month, quarter, year, all";

    /** @throws ApiException naming all problems */
    static TableRequest toCreate(ObjectNode body) {
        Problems problems = new Problems();
        JsonFields fields = JsonFields.ofBody(body, problems);
        return parse(fields, null);
    }

    /** @throws ApiException naming all problems; a version is required */
    static TableRequest toUpdate(ObjectNode body) {
        Problems problems = new Problems();
        JsonFields fields = JsonFields.ofBody(body, problems);
        if (!fields.has("version")) {
            fields.problem("version", "\"version\" is required: the table's current version, as GET shows it.");
        }
        return parse(fields, fields.number("version", 0, 0, Long.MAX_VALUE));
    }

    private static TableRequest parse(JsonFields fields, @Nullable Long version) {
        Optional<String> name = fields.requiredText("name");
        name.flatMap(TableName::objection).ifPresent(objection -> fields.problem("name", objection));
        Kind kind = kind(fields);
        boolean strict = fields.choice("schemaMode", TableRequest::strictness, "flexible, strict")
                .orElse(false);
        List<Column> columns = columns(fields, kind);
        Granularity partitioning =
                Partitioning.wanted(fields, "partitioningGranularity").orElse(Granularity.DAY);
        Granularity resolution = kind == Kind.AGGREGATE ? resolution(fields) : Granularity.MILLISECOND;
        if (resolution.compareTo(partitioning) > 0) {
            fields.problem(
                    "partitioningGranularity",
                    "Partitions of one " + partitioning.apiName() + " are finer than the rollup to one "
                            + resolution.apiName() + "; they must be as coarse or coarser.");
        }
        TableSpec spec = new TableSpec(
                kind,
                strict,
                partitioning,
                clusteringColumns(fields, columns, version == null || fields.has("schema")),
                description(fields),
                columns,
                List.of(),
                resolution,
                fields.object("queryGranularity")
                        .map(granularity -> granularity.object().toString())
                        .orElse(null),
                storagePolicy(fields));
        fields.problems().throwIfAny();
        return new TableRequest(name.orElseThrow(), version, fields.has("schema"), spec);
    }

    private static Kind kind(JsonFields fields) {
        if (!fields.has("type")) {
            fields.problem("type", "\"type\" is required: detail or aggregate.");
        }
        return fields.choice("type", TableRequest::kind, "detail, aggregate").orElse(Kind.DETAIL);
    }

    private static Optional<Kind> kind(String text) {
        return switch (text) {
            case "detail" -> Optional.of(Kind.DETAIL);
            case "aggregate" -> Optional.of(Kind.AGGREGATE);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> strictness(String text) {
        return switch (text) {
            case "flexible" -> Optional.of(false);
            case "strict" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private static Granularity resolution(JsonFields fields) {
        Optional<JsonFields> query = fields.object("queryGranularity");
        if (query.isPresent()) {
            return queryGranularity(query.get());
        }
        return fields.choice("timeResolution", TableRequest::resolution, RESOLUTIONS)
                .orElse(Granularity.MILLISECOND);
    }

    private static Optional<Granularity> resolution(String name) {
        return Arrays.asList(RESOLUTIONS.split(", ")).contains(name) ? Granularity.ofApiName(name) : Optional.empty();
    }

    private static Granularity queryGranularity(JsonFields query) {
        String type = query.text("type").orElse("");
        if (type.equals("simple")) {
            return query.choice("granularity", TableRequest::resolution, RESOLUTIONS)
                    .orElse(Granularity.MILLISECOND);
        }
        if (!type.equals("period")) {
            query.problem("type", "must be simple or period.");
        }
        if (query.has("timeZone") || query.has("origin")) {
            query.problem("period", "Rollup in a time zone or from an origin is not supported yet; it is in UTC.");
        }
        String period = query.text("period").orElse("");
        return Arrays.stream(Granularity.values())
                .filter(granularity -> granularity.period().equals(period) && granularity != Granularity.ALL)
                .findFirst()
                .orElseGet(() -> {
                    query.problem(
                            "period", "The period \"" + period + "\" is not supported; PT1H or P1D are, for instance.");
                    return Granularity.MILLISECOND;
                });
    }

    private static List<Column> columns(JsonFields fields, Kind kind) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonFields field : fields.objects("schema")) {
            column(field, kind).ifPresent(column -> {
                ColumnRules.clash(column.name(), names).ifPresent(objection -> field.problem("name", objection));
                if (!names.add(column.name())) {
                    field.problem("name", "Two columns are named \"" + column.name() + "\".");
                }
                columns.add(column);
            });
        }
        if (!names.contains(Column.TIME)) {
            columns.add(0, Column.dimension(Column.TIME, DataType.TIMESTAMP));
        }
        if (columns.size() > MAX_COLUMNS) {
            fields.problem("schema", "A table has at most " + MAX_COLUMNS + " columns.");
        }
        return columns;
    }

    private static Optional<Column> column(JsonFields field, Kind kind) {
        Optional<String> name = field.requiredText("name");
        name.flatMap(ColumnRules::nameObjection).ifPresent(objection -> field.problem("name", objection));
        if (!field.has("dataType")) {
            field.problem("dataType", "\"dataType\" is required.");
        }
        Optional<DataType> type = field.choice("dataType", DataType::ofApiName, knownTypes());
        if (name.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        ColumnRules.typeObjection(name.get(), type.get()).ifPresent(objection -> field.problem("dataType", objection));
        return Optional.of(new Column(name.get(), type.get(), role(field, kind, name.get())));
    }

    private static Column.Role role(JsonFields field, Kind kind, String name) {
        if (kind == Kind.DETAIL) {
            return Column.Role.DIMENSION;
        }
        Column.Role role =
                field.choice("type", TableRequest::role, "dimension, measure").orElse(Column.Role.DIMENSION);
        if (name.equals(Column.TIME) && role == Column.Role.MEASURE) {
            field.problem("type", "__time is a dimension.");
        }
        return role;
    }

    private static Optional<Column.Role> role(String text) {
        return switch (text) {
            case "dimension" -> Optional.of(Column.Role.DIMENSION);
            case "measure" -> Optional.of(Column.Role.MEASURE);
            default -> Optional.empty();
        };
    }

    /** @param complete whether these are the table's columns; else it has some already, to be looked at later */
    private static List<String> clusteringColumns(JsonFields fields, List<Column> columns, boolean complete) {
        List<String> names = fields.texts("clusteringColumns");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean dimension = columns.stream()
                    .anyMatch(column -> column.name().equals(name) && column.role() == Column.Role.DIMENSION);
            if (complete && !dimension) {
                fields.problem(
                        "clusteringColumns[" + i + "]",
                        "\"" + name + "\" is not a column of the table, or is a measure.");
            }
        }
        return names;
    }

    private static @Nullable String description(JsonFields fields) {
        Optional<String> description = fields.text("description");
        description
                .filter(text -> text.length() > MAX_DESCRIPTION)
                .ifPresent(text ->
                        fields.problem("description", "must not be longer than " + MAX_DESCRIPTION + " characters."));
        return description.orElse(null);
    }

    private static @Nullable String storagePolicy(JsonFields fields) {
        Optional<JsonFields> policy = fields.object("storagePolicy");
        policy.filter(given -> given.has("retain"))
                .ifPresent(given -> given.problem(
                        "retain", "Dropping old data by a policy is not supported yet; leave \"retain\" out."));
        return policy.map(given -> given.object().toString()).orElse(null);
    }

    private static String knownTypes() {
        return Arrays.stream(DataType.values()).map(DataType::apiName).collect(Collectors.joining(", "));
    }
}
