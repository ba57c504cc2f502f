package io.millrace.api.query;

import io.millrace.api.query.QueryException.Category;
import io.millrace.model.Column;
import io.millrace.model.TableDefinition;
import io.millrace.tables.StoredTable;
import io.millrace.tables.StoredTable.DataFileInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers a query with an embedded DuckDB of its own, which sees the named tables of one project as views over local
 * copies of their current files and nothing else: no other file, no network, no change of settings, limited memory and
 * time. Thread-safe.
 */
final class QueryEngine {
    /**
     * What one query may take.
     *
     * @param memoryBytes outside the Java heap
     */
    record Limits(Duration timeout, long memoryBytes, int threads, int concurrent) {}

    private final ParquetCache cache;
    private final Limits limits;
    private final ScheduledExecutorService timer;
    private final Semaphore running;

    QueryEngine(ParquetCache cache, Limits limits, ScheduledExecutorService timer) {
        this.cache = cache;
        this.limits = limits;
        this.timer = timer;
        this.running = new Semaphore(limits.concurrent());
    }

    /** Where the rows of a table are. */
    record QueryTable(TableDefinition definition, StoredTable stored) {}

    /**
     * Computes a query's answer over one snapshot of each table. The answer is computed when this returns; its rows are
     * read from it, and it must be closed.
     *
     * @param tables the project's table of a name, or null
     * @throws QueryException if there is no answer, for a reason that the client can read
     */
    Answer answer(SqlQuery query, Function<String, @Nullable QueryTable> tables) throws IOException {
        if (!running.tryAcquire()) {
            throw new QueryException(
                    Category.CAPACITY_EXCEEDED,
                    limits.concurrent() + " queries are running already. Try again in a few seconds.");
        }
        Answer answer = new Answer(running::release, cache.lease());
        boolean computed = false;
        try {
            compute(withoutFinalSemicolon(query.query()), query, tables, answer);
            computed = true;
            return answer;
        } finally {
            if (!computed) {
                answer.close();
            }
        }
    }

    private void compute(String sql, SqlQuery query, Function<String, @Nullable QueryTable> tables, Answer answer)
            throws IOException {
        long deadline = System.nanoTime() + limits.timeout().toNanos();
        AtomicBoolean late = new AtomicBoolean();
        try {
            Connection duckdb = answer.keep(DriverManager.getConnection("jdbc:duckdb:"));
            Map<QueryTable, List<Path>> files =
                    fetch(ReferencedTables.of(duckdb, sql), tables, answer.files(), deadline);
            lockDown(duckdb, files);
            PreparedStatement statement = answer.keep(duckdb.prepareStatement(sql));
            bind(statement, query);
            ScheduledFuture<?> watch =
                    timer.schedule(() -> cancel(statement, late), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            try {
                answer.rows(statement.executeQuery());
            } finally {
                watch.cancel(false);
            }
        } catch (SQLException e) {
            throw late.get() ? timedOut() : refused(e);
        }
    }

    private Map<QueryTable, List<Path>> fetch(
            ReferencedTables referenced,
            Function<String, @Nullable QueryTable> tables,
            ParquetCache.Lease lease,
            long deadline)
            throws IOException {
        Map<QueryTable, List<Path>> files = new LinkedHashMap<>();
        for (QueryTable table : named(referenced, tables)) {
            List<Path> copies = new ArrayList<>();
            for (DataFileInfo file : table.stored().currentFiles()) {
                if (System.nanoTime() > deadline) {
                    throw timedOut();
                }
                copies.add(lease.fetch(table.stored(), file));
            }
            files.put(table, copies);
        }
        return files;
    }

    private static List<QueryTable> named(ReferencedTables referenced, Function<String, @Nullable QueryTable> tables) {
        Map<String, QueryTable> found = new LinkedHashMap<>();
        for (String name : referenced.names()) {
            QueryTable table = tables.apply(name);
            if (table != null) {
                QueryTable other = found.put(name.toLowerCase(Locale.ROOT), table);
                requireNoOther(name, other);
            } else if (!referenced.mayBeDefinedByTheQuery(name)) {
                throw new QueryException(
                        Category.INVALID_INPUT,
                        "There is no table \"" + name + "\" in this project. Names are case-sensitive.");
            }
        }
        return List.copyOf(found.values());
    }

    private static void requireNoOther(String name, @Nullable QueryTable other) {
        if (other != null) {
            throw new QueryException(
                    Category.INVALID_INPUT,
                    "One query cannot name both \"" + other.definition().name() + "\" and \"" + name
                            + "\": here they differ only in case.");
        }
    }

    private void lockDown(Connection duckdb, Map<QueryTable, List<Path>> files) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET memory_limit = '" + limits.memoryBytes() / 1024 + "KiB'");
            statement.execute("SET threads = " + limits.threads());
            statement.execute("SET temp_directory = ''");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET allowed_paths = "
                    + list(files.values().stream().flatMap(List::stream).toList()));
            statement.execute("SET enable_external_access = false");
            for (Map.Entry<QueryTable, List<Path>> table : files.entrySet()) {
                createView(statement, table.getKey().definition(), table.getValue());
            }
            statement.execute("SET lock_configuration = true");
        }
    }

    private static void createView(Statement statement, TableDefinition table, List<Path> files) throws SQLException {
        Set<String> present = files.isEmpty() ? Set.of() : columnsOf(statement, files);
        String columns = table.columns().stream()
                .map(column -> present.contains(column.name()) ? quoted(column.name()) : missing(column))
                .collect(Collectors.joining(", "));
        String source = files.isEmpty() ? " WHERE false" : " FROM " + parquet(files);
        statement.execute("CREATE VIEW " + quoted(table.name()) + " AS SELECT " + columns + source);
    }

    private static Set<String> columnsOf(Statement statement, List<Path> files) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + parquet(files))) {
            while (columns.next()) {
                names.add(columns.getString(1));
            }
        }
        return names;
    }

    /** A column that was added after the files were written. */
    private static String missing(Column column) {
        return "CAST(NULL AS " + ColumnTypes.duckDbName(column.type()) + ") AS " + quoted(column.name());
    }

    private static String parquet(List<Path> files) {
        return "read_parquet(" + list(files) + ", union_by_name = true, hive_partitioning = false)";
    }

    private static String list(List<Path> files) {
        return files.stream()
                .map(file -> "'" + file.toAbsolutePath().toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void bind(PreparedStatement statement, SqlQuery query) throws SQLException {
        List<SqlQuery.Parameter> parameters = query.parameters();
        int expected = statement.getParameterMetaData().getParameterCount();
        if (parameters.size() != expected) {
            throw new QueryException(
                    Category.INVALID_INPUT,
                    "The query has " + expected + " parameters (?), \"parameters\" has " + parameters.size() + ".");
        }
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i).value());
        }
    }

    private static void cancel(Statement statement, AtomicBoolean late) {
        try {
            late.set(true);
            statement.cancel();
        } catch (SQLException e) {
            // It has just ended by itself.
            late.set(false);
        }
    }

    private QueryException timedOut() {
        return new QueryException(
                Category.TIMEOUT,
                "The query took longer than " + limits.timeout().toSeconds() + " s and was cancelled.");
    }

    /** DuckDB's own words, without what they tell of the machine. */
    private static QueryException refused(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        if (message.startsWith("Out of Memory")) {
            return new QueryException(
                    Category.CAPACITY_EXCEEDED,
                    "The query needs more memory than it may use. Group or filter more.",
                    e);
        }
        if (message.startsWith("IO Error") || message.startsWith("INTERNAL") || message.startsWith("FATAL")) {
            return new QueryException(Category.UNAVAILABLE, "The table's files could not be read. Try again.", e);
        }
        if (message.startsWith("Permission Error")) {
            return new QueryException(
                    Category.INVALID_INPUT, "A query can only read this project's tables, no files or addresses.", e);
        }
        return new QueryException(Category.INVALID_INPUT, message, e);
    }

    private static String withoutFinalSemicolon(String sql) {
        String text = sql.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }
}
