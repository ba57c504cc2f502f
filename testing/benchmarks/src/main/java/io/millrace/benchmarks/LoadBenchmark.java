package io.millrace.benchmarks;

import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * Loads generated events as a batch job through REST, and does the same projection with DuckDB, on the same machine in the
 * same run. Millrace reads from S3 and commits to Iceberg on S3, in processes of their own; DuckDB works on local files.
 *
 * <p>Arguments: the megabytes of JSON to generate (1000) and the directory for the data ({@code target/load-benchmark}).
 */
public final class LoadBenchmark {
    private static final long SEED = 20_260_101;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private LoadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1000;
        Path directory = Path.of(arguments.length > 1 ? arguments[1] : "target/load-benchmark");
        Files.createDirectories(directory);
        Path plain = directory.resolve("session-events-" + megabytes + ".json");
        Path gzipped = directory.resolve("session-events-" + megabytes + ".json.gz");
        say("Generating %d MB of session events in %s", megabytes, directory);
        SessionEvents.generate(plain, gzipped, megabytes * 1_000_000, SEED);

        Duration duckPlain = measureDuckDb(plain);
        Duration duckGzipped = measureDuckDb(gzipped);
        try (LocalStack stack = LocalStack.in(Files.createTempDirectory(directory, "stack-"))
                .with(Part.values())
                .onProgress(line -> say("%s", line))
                .start()) {
            BatchLoad load = new BatchLoad(stack);
            Duration ourPlain = load.run(plain);
            Duration ourGzipped = load.run(gzipped);
            long bytes = Files.size(plain);
            say("%n%-22s %12s %12s %8s", "MB/s of JSON", "Millrace", "DuckDB " + THREADS + " thr", "ratio");
            report("plain", bytes, ourPlain, duckPlain);
            report("gzipped", bytes, ourGzipped, duckGzipped);
        }
    }

    private static Duration measureDuckDb(Path file) throws SQLException, IOException {
        Duration took = DuckDbLoad.run(file, THREADS);
        say("DuckDB: %s in %.1f s", file.getFileName(), seconds(took));
        return took;
    }

    private static void report(String what, long bytes, Duration ours, Duration peers) {
        double our = bytes / 1e6 / seconds(ours);
        double peer = bytes / 1e6 / seconds(peers);
        say("%-22s %12.0f %12.0f %8.2f", what, our, peer, our / peer);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
