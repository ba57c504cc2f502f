package io.millrace.batch.storage;

import io.millrace.model.TableDefinition;
import io.millrace.tables.StoredTable;

/** Finds the Iceberg tables of definitions. */
public interface Tables {
    /** @throws io.millrace.tables.UnknownTableException if there is none */
    StoredTable load(TableDefinition definition);
}
