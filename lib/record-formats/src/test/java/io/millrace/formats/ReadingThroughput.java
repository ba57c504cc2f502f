package io.millrace.formats;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Prints how fast web-session events of 21 fields are read when ten of them are declared: by the clock, and by the
 * processor time of the reading thread, which other load on the machine disturbs less. Run by hand.
 */
final class ReadingThroughput {
    private static final int EVENTS = 250_000;
    private static final int ROUNDS = 8;
    private static final List<Field> DECLARED = List.of(
            new Field("event_time", DataType.STRING),
            new Field("session_id", DataType.STRING),
            new Field("user_id", DataType.LONG),
            new Field("country", DataType.STRING),
            new Field("device", DataType.STRING),
            new Field("path", DataType.STRING),
            new Field("status", DataType.LONG),
            new Field("bytes", DataType.LONG),
            new Field("latency_ms", DataType.DOUBLE),
            new Field("revenue", DataType.DOUBLE));

    private ReadingThroughput() {}

    public static void main(String[] arguments) throws IOException {
        byte[] json = json();
        byte[] csv = csv();
        byte[] gzip = gzip(json);
        FormatSettings ndJson = new FormatSettings.NdJson();
        measure("nd-json", ndJson, json, json.length);
        measure("nd-json, gzip", ndJson, gzip, json.length);
        measure("  all in one thread", () -> alone(gzip), json.length);
        measure("csv", FormatSettings.Csv.DEFAULT, csv, csv.length);
        byte[] array = new String(json, StandardCharsets.UTF_8)
                .strip()
                .replace("}\n", "},\n")
                .transform(lines -> "[" + lines + "]")
                .getBytes(StandardCharsets.UTF_8);
        measure("one JSON array", ndJson, array, array.length);
        measureArrow(ndJson, json);
    }

    /** Opens what is measured. */
    private interface Opening {
        RecordReader open() throws IOException;
    }

    private static RecordReader alone(byte[] gzip) {
        SourceBuffer source = new SourceBuffer(
                new GzipInput(new ByteArrayInputStream(gzip)),
                SourceBuffer.DEFAULT_BYTES,
                SourceBuffer.MAX_RECORD_BYTES);
        return RecordFormats.ofFile(new FormatSettings.NdJson(), new RowSchema(DECLARED), source);
    }

    private static void measure(String name, FormatSettings format, byte[] stored, long length) throws IOException {
        RowSchema fields = new RowSchema(DECLARED);
        measure(name, () -> RecordFormats.ofFile(format, fields, new ByteArrayInputStream(stored), null), length);
    }

    private static void measure(String name, Opening opening, long length) throws IOException {
        RecordBatch batch = new RecordBatch(new RowSchema(DECLARED), ColumnBatch.DEFAULT_ROWS);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double wall = 0;
        double cpu = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            long cpuStart = threads.getCurrentThreadCpuTime();
            long rows = read(opening, batch);
            cpu = Math.max(cpu, length * 1e3 / (threads.getCurrentThreadCpuTime() - cpuStart));
            wall = Math.max(wall, length * 1e3 / (System.nanoTime() - start));
            if (rows != EVENTS) {
                throw new IllegalStateException(rows + " rows");
            }
        }
        print(name, wall);
        print("  its own thread", cpu);
    }

    private static long read(Opening opening, RecordBatch batch) throws IOException {
        long rows = 0;
        try (RecordReader reader = opening.open()) {
            while (reader.read(batch)) {
                rows += batch.rows().rows();
            }
        }
        return rows;
    }

    private static void measureArrow(FormatSettings format, byte[] json) throws IOException {
        RecordBatch batch = new RecordBatch(new RowSchema(DECLARED), ColumnBatch.DEFAULT_ROWS);
        try (RecordReader reader =
                RecordFormats.ofFile(format, new RowSchema(DECLARED), new ByteArrayInputStream(json), null)) {
            reader.read(batch);
        }
        byte[] encoded = ArrowBatches.encode(batch.rows());
        double encoding = 0;
        double decoding = 0;
        for (int i = 0; i < 2000; i++) {
            long start = System.nanoTime();
            encoded = ArrowBatches.encode(batch.rows());
            long middle = System.nanoTime();
            ArrowBatches.decode(encoded, new RowSchema(DECLARED));
            encoding = Math.max(encoding, encoded.length * 1e3 / (middle - start));
            decoding = Math.max(decoding, encoded.length * 1e3 / (System.nanoTime() - middle));
        }
        print("Arrow, encoding", encoding);
        print("Arrow, decoding", decoding);
    }

    private static void print(String name, double megabytesPerSecond) {
        System.out.println(String.format(Locale.ROOT, "%-20s %6.0f MB/s", name, megabytesPerSecond));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] json() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            String[] names = names();
            Object[] values = values(random, i);
            for (int field = 0; field < names.length; field++) {
                text.append(field == 0 ? "{\"" : ",\"").append(names[field]).append("\":");
                boolean quoted = values[field] instanceof String;
                text.append(quoted ? "\"" : "").append(values[field]).append(quoted ? "\"" : "");
            }
            text.append("}\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] csv() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(String.join(",", names())).append('\n');
        for (int i = 0; i < EVENTS; i++) {
            Object[] values = values(random, i);
            for (int field = 0; field < values.length; field++) {
                boolean quoted = field == 7;
                text.append(field == 0 ? "" : ",").append(quoted ? "\"" : "");
                text.append(values[field]).append(quoted ? "\"" : "");
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String[] names() {
        return new String[] {
            "event_time",
            "event_id",
            "session_id",
            "user_id",
            "event_type",
            "country",
            "city",
            "user_agent",
            "device",
            "browser",
            "os",
            "path",
            "referrer",
            "status",
            "bytes",
            "latency_ms",
            "is_bot",
            "campaign",
            "revenue",
            "latitude",
            "longitude"
        };
    }

    private static Object[] values(Random random, int event) {
        return new Object[] {
            "2026-03-" + (10 + event % 20) + "T" + (10 + event % 14) + ":" + (10 + event % 50) + ":00.123Z",
            Long.toHexString(random.nextLong()) + "-" + Long.toHexString(random.nextLong()),
            Long.toHexString(random.nextLong()),
            random.nextInt(10_000_000),
            random.nextBoolean() ? "page_view" : "click",
            random.nextBoolean() ? "Deutschland" : "Österreich",
            random.nextBoolean() ? "Berlin" : "Wien",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML like Gecko) Chrome/140.0.0.0 Safari/537.36",
            random.nextBoolean() ? "desktop" : "mobile",
            "Chrome",
            "Linux",
            "/shop/category-" + random.nextInt(50) + "/item-" + random.nextInt(100_000),
            "https://www.example.com/search?q=" + random.nextInt(1000),
            random.nextInt(20) == 0 ? 404 : 200,
            random.nextInt(200_000),
            random.nextInt(100_000) / 100.0,
            random.nextBoolean(),
            random.nextInt(3) == 0 ? "spring_sale" : "none",
            random.nextInt(10_000) / 100.0,
            random.nextInt(180_000_000) / 1e6 - 90,
            random.nextInt(360_000_000) / 1e6 - 180
        };
    }
}
