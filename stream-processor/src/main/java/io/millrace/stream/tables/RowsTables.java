package io.millrace.stream.tables;

import io.millrace.model.TableDefinition;

/** Opens tables. Thread-safe. */
interface RowsTables {
    /**
     * The table as it is now.
     *
     * @throws io.millrace.tables.UnknownTableException if there is none
     */
    RowsTable open(TableDefinition definition);
}
