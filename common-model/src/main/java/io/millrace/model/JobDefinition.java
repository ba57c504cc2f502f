package io.millrace.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as the loaders run it: validated, with every name resolved and every default filled in.
 *
 * @param id the job's UUID
 * @param inputSchema the only fields that readers decode and expressions may name
 * @param filterExpression null: keep every row
 * @param maxParseExceptions the job fails once unparseable rows plus rows with warnings exceed this
 * @param createdAt the value of {@code CURRENT_TIMESTAMP} in the job's expressions
 * @param streaming null for batch jobs
 */
public record JobDefinition(
        String id,
        String projectId,
        JobType type,
        TableDefinition table,
        JobSource source,
        FormatSettings format,
        List<Field> inputSchema,
        List<Mapping> mappings,
        @Nullable String filterExpression,
        long maxParseExceptions,
        Instant createdAt,
        @Nullable StreamingSettings streaming) {

    /** What only streaming jobs have (Polaris contract, section 6.2). */
    public record StreamingSettings(ReadFromPoint readFromPoint, Duration lateRejection, Duration earlyRejection) {
        public StreamingSettings {
            requireNonNull(readFromPoint);
            requireNonNull(lateRejection);
            requireNonNull(earlyRejection);
        }
    }

    /** Where a streaming job without a checkpoint starts. */
    public enum ReadFromPoint {
        EARLIEST,
        LATEST
    }

    public JobDefinition {
        requireNonNull(id);
        requireNonNull(projectId);
        requireNonNull(type);
        requireNonNull(table);
        requireNonNull(source);
        requireNonNull(format);
        inputSchema = List.copyOf(inputSchema);
        mappings = List.copyOf(mappings);
        requireNonNull(createdAt);
    }

    public JobDefinition withSource(JobSource other) {
        return new JobDefinition(
                id,
                projectId,
                type,
                table,
                other,
                format,
                inputSchema,
                mappings,
                filterExpression,
                maxParseExceptions,
                createdAt,
                streaming);
    }

    /** Whether any mapping aggregates, so that rows are rolled up before they are stored. */
    public boolean rollsUp() {
        return mappings.stream().anyMatch(Mapping::aggregation);
    }
}
