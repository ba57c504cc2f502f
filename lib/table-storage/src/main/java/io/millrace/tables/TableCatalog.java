package io.millrace.tables;

import io.millrace.model.Column;
import io.millrace.model.TableDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Iceberg catalog. Thread-safe. */
public final class TableCatalog implements AutoCloseable {
    /** The table property that holds {@link TableDefinition#id()}. */
    static final String TABLE_ID = "millrace.table-id";

    private static final Logger LOG = LoggerFactory.getLogger(TableCatalog.class);
    private static final int EVOLUTION_ATTEMPTS = 20;

    /**
     * Many writers may commit to one table, so a commit that lost a race tries again often and soon. Old metadata files
     * go with the commit that outdates them: a stream makes thousands a day.
     */
    private static final Map<String, String> PROPERTIES = Map.of(
            "format-version", "2",
            "write.parquet.compression-codec", "zstd",
            "write.object-storage.enabled", "false",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "50",
            "commit.retry.num-retries", "20",
            "commit.retry.min-wait-ms", "50",
            "commit.retry.max-wait-ms", "3000",
            "commit.retry.total-timeout-ms", "120000");

    private final Catalog catalog;
    private final FileIO files;
    private final String warehouse;
    private final Patience patience;

    /** Connects to the catalog's database and prepares it if it is empty. */
    public TableCatalog(CatalogSettings settings) {
        this(new CatalogConnection(settings));
    }

    private TableCatalog(CatalogConnection connection) {
        this(connection.catalog(), connection.files(), connection.warehouse(), Patience.DEFAULT);
    }

    TableCatalog(Catalog catalog, FileIO files, String warehouse, Patience patience) {
        this.patience = patience;
        this.catalog = catalog;
        this.files = files;
        this.warehouse = warehouse;
    }

    /**
     * Makes the Iceberg table of a definition, or, where it exists already, adds the columns that it lacks. Columns that
     * exist stay as they are, as do partitioning and sort order. Several processes may call it at once.
     *
     * @throws IllegalStateException if the name belongs to a table with another id, or a column has another type
     */
    public void createOrEvolve(TableDefinition definition) {
        for (int attempt = 1; ; attempt++) {
            try {
                addMissingColumns(loadOrCreate(definition), definition);
                return;
            } catch (org.apache.iceberg.exceptions.CommitFailedException | NoSuchTableException lostRace) {
                if (attempt == EVOLUTION_ATTEMPTS) {
                    throw new CommitFailedException(
                            "Table " + identifier(definition)
                                    + " could not be brought up to date: others changed it each of " + attempt
                                    + " times",
                            lostRace);
                }
                pause(attempt);
            }
        }
    }

    /**
     * The table as the catalog has it now.
     *
     * @throws UnknownTableException if there is none, or one with another id
     */
    public StoredTable load(TableDefinition definition) {
        return new StoredTable(definition, new TableAccess(catalog, identifier(definition), definition.id()), patience);
    }

    /** Drops the table and its files; nothing happens if there is none. May be repeated. */
    public void drop(TableDefinition definition) {
        TableIdentifier identifier = identifier(definition);
        try {
            Table table = catalog.loadTable(identifier);
            if (definition.id().equals(table.properties().get(TABLE_ID))) {
                catalog.dropTable(identifier, false);
                LOG.info("Dropped table {} with id {}", identifier, definition.id());
            }
        } catch (NoSuchTableException gone) {
            LOG.debug("Table {} is not in the catalog", identifier);
        }
        // The location is the id's own, so all below it goes: files of any snapshot, staged files, metadata.
        ((SupportsPrefixOperations) files).deletePrefix(location(definition) + "/");
    }

    @Override
    public void close() {
        try {
            if (catalog instanceof Closeable closeable) {
                closeable.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Table loadOrCreate(TableDefinition definition) {
        TableIdentifier identifier = identifier(definition);
        try {
            return catalog.loadTable(identifier);
        } catch (NoSuchTableException missing) {
            return create(definition, identifier);
        }
    }

    private Table create(TableDefinition definition, TableIdentifier identifier) {
        createNamespace(identifier.namespace());
        Schema schema = IcebergLayout.schema(definition);
        try {
            Table table = catalog.buildTable(identifier, schema)
                    .withLocation(location(definition))
                    .withPartitionSpec(IcebergLayout.partitioning(definition.partitioning(), schema))
                    .withSortOrder(IcebergLayout.sortOrder(definition.clusteringColumns(), schema))
                    .withProperties(PROPERTIES)
                    .withProperty(TABLE_ID, definition.id())
                    .create();
            LOG.info("Created table {} with id {}", identifier, definition.id());
            return table;
        } catch (AlreadyExistsException lostRace) {
            return catalog.loadTable(identifier);
        }
    }

    private void createNamespace(Namespace namespace) {
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(namespace)) {
            try {
                namespaces.createNamespace(namespace, Map.of());
            } catch (AlreadyExistsException lostRace) {
                LOG.debug("Namespace {} was created by another process", namespace);
            }
        }
    }

    private static void addMissingColumns(Table table, TableDefinition definition) {
        String id = table.properties().get(TABLE_ID);
        if (!definition.id().equals(id)) {
            throw new IllegalStateException("Table " + identifier(definition) + " belongs to the id " + id + ", not to "
                    + definition.id() + ": drop it or choose another name");
        }
        List<Column> missing = definition.columns().stream()
                .filter(column -> isMissing(column, table))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        UpdateSchema update = table.updateSchema();
        missing.forEach(column -> update.addColumn(null, column.name(), IcebergLayout.type(column)));
        update.commit();
        LOG.info("Added {} columns to table {}", missing.size(), identifier(definition));
    }

    private static boolean isMissing(Column column, Table table) {
        Types.NestedField field = topLevel(table.schema(), column.name());
        if (field == null) {
            return true;
        }
        if (!field.type().equals(IcebergLayout.type(column))) {
            throw new IllegalStateException("Column \"" + column.name() + "\" of table " + table.name() + " is "
                    + field.type() + " and cannot become " + IcebergLayout.type(column));
        }
        return false;
    }

    private static Types.@Nullable NestedField topLevel(Schema schema, String name) {
        return schema.asStruct().field(name);
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(20, 100 * Math.min(attempt, 10)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommitFailedException("Interrupted while waiting to change a table", e);
        }
    }

    private static TableIdentifier identifier(TableDefinition definition) {
        return TableIdentifier.of(Namespace.of(definition.namespace()), definition.name());
    }

    private String location(TableDefinition definition) {
        return warehouse + "/" + definition.id();
    }
}
