package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.User;
import io.millrace.api.json.RequestJson;
import java.util.List;
import java.util.Map;

/** Jobs as the API shows them (contract, section 11). */
final class JobView {
    /** Our codes that the contract does not have, as the nearest that it has. */
    private static final Map<String, String> CONTRACT_CODES = Map.of("expression_failed", "cannot_parse_source");

    private JobView() {}

    static ObjectNode of(SubmittedJob job) {
        ObjectNode view = RequestJson.newObject();
        view.put("type", job.type());
        view.put("id", job.id().toString());
        view.setAll(job.resolved().deepCopy());
        view.put("desiredExecutionStatus", job.desiredStatus());
        view.set("createdBy", user(job.createdBy()));
        view.set("lastModifiedBy", user(job.modifiedBy()));
        view.put("executionStatus", job.executionStatus());
        view.set("health", health(job.health()));
        view.put("createdTimestamp", job.createdAt().toString());
        view.put("lastUpdatedTimestamp", job.updatedAt().toString());
        if (job.startedAt() != null) {
            view.put("startedTimestamp", job.startedAt().toString());
        }
        if (job.completedAt() != null) {
            view.put("completedTimestamp", job.completedAt().toString());
        }
        view.set("spec", job.spec());
        return view;
    }

    /** A job that nobody has stored, and so without an id; with the lines that its log would begin with. */
    static ObjectNode ofDraft(SubmittedJob job, List<String> warnings) {
        ObjectNode view = of(job);
        view.remove("id");
        ArrayNode lines = view.putArray("warnings");
        warnings.forEach(lines::add);
        return view;
    }

    /** The same of a job that was read as a {@link JobSummary}: without what the request said. */
    static ObjectNode inList(SubmittedJob job) {
        ObjectNode view = of(job);
        view.remove("spec");
        return view;
    }

    static ObjectNode status(SubmittedJob job) {
        return RequestJson.newObject().put("executionStatus", job.executionStatus());
    }

    private static JsonNode health(SubmittedJob.Health health) {
        ObjectNode view = RequestJson.newObject().put("status", health.status());
        if (health.code() != null) {
            view.put("code", CONTRACT_CODES.getOrDefault(health.code(), health.code()));
        }
        if (health.message() != null) {
            view.put("message", health.message());
            view.put("log", health.message());
        }
        return view;
    }

    private static ObjectNode user(User user) {
        return RequestJson.newObject()
                .put("username", user.username())
                .put("userId", user.userId().toString());
    }
}
