package io.millrace.tables;

import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** Loads one table from the catalog, afresh each time, and makes sure that it is still the same table. */
final class TableAccess {
    private final Catalog catalog;
    private final TableIdentifier identifier;
    private final String tableId;

    TableAccess(Catalog catalog, TableIdentifier identifier, String tableId) {
        this.catalog = catalog;
        this.identifier = identifier;
        this.tableId = tableId;
    }

    String name() {
        return identifier.toString();
    }

    /** @throws UnknownTableException if the table is gone, or its name belongs to another one */
    TableOperations operations() {
        TableOperations operations;
        try {
            operations = ((HasTableOperations) catalog.loadTable(identifier)).operations();
        } catch (NoSuchTableException e) {
            throw new UnknownTableException("The catalog has no table " + identifier);
        }
        String id = operations.current().property(TableCatalog.TABLE_ID, "none");
        if (!id.equals(tableId)) {
            throw new UnknownTableException(
                    "Table " + identifier + " in the catalog has id " + id + ", not " + tableId);
        }
        return operations;
    }

    Table table() {
        return table(operations());
    }

    /** Iceberg's view of the table, without its default of a log line for each scan and commit. */
    Table table(TableOperations operations) {
        return new BaseTable(operations, identifier.toString(), report -> {});
    }
}
