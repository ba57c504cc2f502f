package io.millrace.api.query;

import io.millrace.api.projects.Project;
import io.millrace.api.query.QueryEngine.QueryTable;
import io.millrace.api.storage.LakeCatalog;
import io.millrace.api.tables.Tables;
import io.millrace.model.TableDefinition;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** A project's tables with their rows. */
@Singleton
class QueryTables {
    private final Tables tables;
    private final LakeCatalog lake;

    QueryTables(Tables tables, LakeCatalog lake) {
        this.tables = tables;
        this.lake = lake;
    }

    /** The table of a name, or null. */
    @Nullable
    QueryTable find(Project project, String name) {
        return tables.find(project, name)
                .map(table -> {
                    TableDefinition definition = table.definition(project);
                    return new QueryTable(definition, lake.catalog().load(definition));
                })
                .orElse(null);
    }
}
