package io.millrace.api.tables;

import io.millrace.api.auth.User;
import io.millrace.api.projects.Project;
import io.millrace.model.TableDefinition;
import java.time.Instant;
import java.util.UUID;

/**
 * A table of the API.
 *
 * @param version counts the updates
 */
public record ApiTable(
        UUID id,
        String name,
        long version,
        TableSpec spec,
        User createdBy,
        Instant createdAt,
        User modifiedBy,
        Instant modifiedAt) {

    ApiTable withSpec(TableSpec changed) {
        return new ApiTable(id, name, version, changed, createdBy, createdAt, modifiedBy, modifiedAt);
    }

    public TableDefinition definition(Project project) {
        return spec.definition(project, id, name);
    }
}
