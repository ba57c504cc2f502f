package io.millrace.api.query;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A computed answer, and all that it holds until it is closed. Not thread-safe. */
final class Answer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Answer.class);

    private final Runnable whenClosed;
    private final ParquetCache.Lease files;
    /** The newest first: the order of closing. */
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();

    private @Nullable ResultSet rows;

    Answer(Runnable whenClosed, ParquetCache.Lease files) {
        this.whenClosed = whenClosed;
        this.files = files;
    }

    ParquetCache.Lease files() {
        return files;
    }

    <T extends AutoCloseable> T keep(T resource) {
        kept.push(resource);
        return resource;
    }

    void rows(ResultSet computed) {
        rows = keep(computed);
    }

    /** Writes the rows, once. */
    void writeTo(OutputStream out, SqlQuery query) throws IOException {
        try {
            new ResultWriter(
                            query.resultFormat(),
                            query.header(),
                            query.typesHeader(),
                            query.sqlTypesHeader(),
                            requireNonNull(rows))
                    .write(out);
        } catch (SQLException e) {
            throw new IOException("The answer could not be read to its end", e);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable resource : kept) {
            close(resource);
        }
        close(files);
        whenClosed.run();
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("Part of a query could not be closed", e);
        }
    }
}
