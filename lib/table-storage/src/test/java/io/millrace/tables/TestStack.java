package io.millrace.tables;

import io.millrace.columns.RowSchema;
import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.model.TableDefinition;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileInfo;

/** PostgreSQL and an S3 server for real, started once for all tests of a run; they end with it. */
final class TestStack {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final LocalStack STACK = start();

    private TestStack() {}

    static LocalStack servers() {
        return STACK;
    }

    static CatalogSettings settings() {
        return new CatalogSettings(
                STACK.postgres().catalogUrl(),
                STACK.postgres().user(),
                STACK.postgres().password(),
                "s3://" + STACK.s3().bucket() + "/tables",
                STACK.s3().endpoint().toString(),
                STACK.s3().region(),
                STACK.s3().accessKey(),
                STACK.s3().secretKey());
    }

    static S3FileIO files() {
        S3FileIO files = new S3FileIO();
        files.initialize(CatalogConnection.properties(settings()));
        return files;
    }

    /** The table as another engine would get it: straight from Iceberg. */
    static Table iceberg(TableDefinition definition) {
        CatalogConnection connection = new CatalogConnection(settings());
        return connection.catalog().loadTable(TableIdentifier.of(definition.namespace(), definition.name()));
    }

    /** The keys of all objects of a table. */
    static List<String> objects(TableDefinition definition) {
        String prefix = settings().warehouse() + "/" + definition.id() + "/";
        try (S3FileIO files = files()) {
            return StreamSupport.stream(files.listPrefix(prefix).spliterator(), false)
                    .map(FileInfo::location)
                    .toList();
        }
    }

    static List<String> parquetObjects(TableDefinition definition) {
        return objects(definition).stream()
                .filter(key -> key.endsWith(".parquet"))
                .toList();
    }

    /** A writer that holds so many rows, each with {@code added} 1, on two days. */
    static StagedFileWriter written(StoredTable table, String prefix, int rows) {
        RowSchema schema = Sample.schema();
        List<List<Object>> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(Arrays.asList(NOON.plusSeconds(i % 2 * 86_400), "city " + i, 1L, 0.5, 0.5, null));
        }
        StagedFileWriter writer = table.newWriter(schema, prefix, 1 << 20, 1 << 20);
        writer.write(Sample.batch(schema, values));
        return writer;
    }

    static StagedFiles staged(StoredTable table, String prefix, int rows) {
        try (StagedFileWriter writer = written(table, prefix, rows)) {
            return writer.finish();
        }
    }

    /** Does all of it at the same time, each in a thread of its own. */
    static <T> List<T> together(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private static LocalStack start() {
        try {
            Path directory = Files.createTempDirectory("table-storage-it");
            LocalStack stack =
                    LocalStack.in(directory).with(Part.S3, Part.POSTGRES).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, directory)));
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(LocalStack stack, Path directory) {
        stack.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
