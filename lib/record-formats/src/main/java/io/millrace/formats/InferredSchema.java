package io.millrace.formats;

import io.millrace.model.DataType;
import io.millrace.model.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the beginning of a source suggests about all of it.
 *
 * @param fields in the order in which they were first seen
 * @param records how many records it is drawn from
 * @param unreadable records that were found and could not be read
 */
public record InferredSchema(List<InferredField> fields, long records, long unreadable) {
    private static final List<String> TIME_NAMES =
            List.of("__time", "timestamp", "time", "event_time", "eventtime", "datetime", "date", "ts");
    private static final int LIKE_A_TIME = TIME_NAMES.size();
    private static final int UNLIKE_A_TIME = LIKE_A_TIME + 1;

    public InferredSchema {
        fields = List.copyOf(fields);
    }

    /** What kind of time all of a field's values may be. The better evidence comes first. */
    public enum TimeForm {
        ISO_8601,
        /** Since the epoch. */
        MILLISECONDS,
        /** Since the epoch. */
        SECONDS,
        NONE
    }

    /** A field with the type that holds all of its values; of nothing but nulls, a string. */
    public record InferredField(String name, DataType type, TimeForm time) {}

    /** As a job declares them. */
    public List<Field> inputSchema() {
        return fields.stream()
                .map(field -> new Field(field.name(), field.type()))
                .toList();
    }

    /** A mapping's expression for the time of the rows; empty if no field looks like one. */
    public Optional<String> timeExpression() {
        return fields.stream()
                .filter(InferredSchema::mayBeTheTime)
                .min(Comparator.comparing((InferredField field) -> rank(field.name()))
                        .thenComparing(InferredField::time))
                .map(InferredSchema::expression);
    }

    /** Numbers are times only if they are called so: identifiers and amounts may be as large. */
    private static boolean mayBeTheTime(InferredField field) {
        return switch (field.time()) {
            case ISO_8601 -> true;
            case MILLISECONDS, SECONDS -> rank(field.name()) < UNLIKE_A_TIME;
            case NONE -> false;
        };
    }

    private static int rank(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int known = TIME_NAMES.indexOf(lower);
        if (known >= 0) {
            return known;
        }
        boolean alike = lower.contains("time")
                || lower.contains("date")
                || lower.endsWith("_at")
                || lower.endsWith("_ts")
                || lower.endsWith("millis");
        return alike ? LIKE_A_TIME : UNLIKE_A_TIME;
    }

    private static String expression(InferredField field) {
        String identifier = "\"" + field.name().replace("\"", "\"\"") + "\"";
        return switch (field.time()) {
            case MILLISECONDS -> "MILLIS_TO_TIMESTAMP(" + identifier + ")";
            case SECONDS -> "MILLIS_TO_TIMESTAMP(" + identifier + " * 1000)";
            case ISO_8601, NONE -> "TIME_PARSE(" + identifier + ")";
        };
    }
}
