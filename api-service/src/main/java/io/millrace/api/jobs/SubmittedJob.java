package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.User;
import io.millrace.model.JobDefinition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the database knows it.
 *
 * @param spec the request as it was sent
 * @param resolved the request as it was understood, in the words of the API
 */
record SubmittedJob(
        UUID id,
        String type,
        ObjectNode spec,
        ObjectNode resolved,
        String desiredStatus,
        String executionStatus,
        Health health,
        double progress,
        User createdBy,
        Instant createdAt,
        User modifiedBy,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    /** How the job does; code and message are there unless it is ok. */
    record Health(
            String status, @Nullable String code, @Nullable String message) {}

    /** A checked job as it would look just after it was stored. */
    static SubmittedJob draft(CheckedJob checked, User user) {
        JobDefinition job = checked.compiled().definition();
        return new SubmittedJob(
                UUID.fromString(job.id()),
                job.type().apiName(),
                checked.request().body(),
                checked.echo(),
                "running",
                "pending",
                new Health("ok", null, null),
                0,
                user,
                job.createdAt(),
                user,
                job.createdAt(),
                null,
                null);
    }

    boolean isStreaming() {
        return type.equals("streaming");
    }

    boolean isOver() {
        return executionStatus.equals("completed")
                || executionStatus.equals("failed")
                || executionStatus.equals("canceled");
    }
}
