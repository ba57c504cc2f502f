package io.millrace.messages;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.millrace.model.FormatSettings;
import io.millrace.model.JobSource;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON form of every message and of the definitions inside them. Sealed types carry a {@code type} property. Unknown
 * properties are ignored, so that an older service reads what a newer one wrote.
 */
public final class MessageJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addMixIn(FormatSettings.class, FormatSettingsTypes.class)
            .addMixIn(JobSource.class, JobSourceTypes.class)
            .addMixIn(JobSource.ObjectSelection.class, ObjectSelectionTypes.class)
            .addMixIn(BatchTask.class, BatchTaskTypes.class)
            .addMixIn(TaskOutcome.class, TaskOutcomeTypes.class)
            .addMixIn(Report.class, ReportTypes.class)
            .build();

    private MessageJson() {}

    /** UTF-8 JSON of a message. */
    public static byte[] write(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The message in some JSON bytes.
     *
     * @throws UncheckedIOException if they are not a message of that type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "nd-json", value = FormatSettings.NdJson.class),
        @JsonSubTypes.Type(name = "csv", value = FormatSettings.Csv.class)
    })
    private interface FormatSettingsTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "uploaded", value = JobSource.Uploaded.class),
        @JsonSubTypes.Type(name = "s3", value = JobSource.S3.class),
        @JsonSubTypes.Type(name = "inline", value = JobSource.Inline.class),
        @JsonSubTypes.Type(name = "push-topic", value = JobSource.PushTopic.class)
    })
    private interface JobSourceTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "uris", value = JobSource.ObjectSelection.Uris.class),
        @JsonSubTypes.Type(name = "objects", value = JobSource.ObjectSelection.Objects.class),
        @JsonSubTypes.Type(name = "prefixes", value = JobSource.ObjectSelection.Prefixes.class),
        @JsonSubTypes.Type(name = "pattern", value = JobSource.ObjectSelection.Pattern.class)
    })
    private interface ObjectSelectionTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "plan", value = BatchTask.Plan.class),
        @JsonSubTypes.Type(name = "load", value = BatchTask.Load.class),
        @JsonSubTypes.Type(name = "commit", value = BatchTask.Commit.class),
        @JsonSubTypes.Type(name = "discard", value = BatchTask.Discard.class)
    })
    private interface BatchTaskTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "planned", value = TaskOutcome.Planned.class),
        @JsonSubTypes.Type(name = "loading", value = TaskOutcome.Loading.class),
        @JsonSubTypes.Type(name = "loaded", value = TaskOutcome.Loaded.class),
        @JsonSubTypes.Type(name = "committed", value = TaskOutcome.Committed.class),
        @JsonSubTypes.Type(name = "failed", value = TaskOutcome.Failed.class)
    })
    private interface TaskOutcomeTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "status", value = Report.Status.class),
        @JsonSubTypes.Type(name = "counters", value = Report.Counters.class),
        @JsonSubTypes.Type(name = "progress", value = Report.Progress.class),
        @JsonSubTypes.Type(name = "log", value = Report.LogLine.class)
    })
    private interface ReportTypes {}
}
