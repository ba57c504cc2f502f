package io.millrace.api.projects;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * What tables, files, connections and jobs belong to.
 *
 * @param namespace the project's name in the Iceberg catalog
 */
public record Project(UUID id, String name, String namespace) {
    public Project {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(namespace);
    }
}
