package io.millrace.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Web-session events, about 540 bytes of JSON each with 21 fields, the same for the same seed: the data that the
 * benchmarks load.
 */
final class SessionEvents {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final String[] EVENTS = {"page_view", "click", "scroll", "search", "add_to_cart", "purchase"};
    private static final String[] SECTIONS = {"news", "sports", "shop", "help", "account", "blog", "docs"};
    private static final String[] COUNTRIES = {
        "Germany", "France", "Japan", "Brazil", "United States", "India", "Türkiye"
    };
    private static final String[] CITIES = {"Berlin", "Lyon", "大阪", "São Paulo", "Denver", "Pune", "İzmir", "Köln"};
    private static final String[] BROWSERS = {"Firefox", "Chrome", "Safari", "Edge"};
    private static final String[] SYSTEMS = {"Linux", "Windows", "macOS", "Android", "iOS"};
    private static final String[] LANGUAGES = {"de-DE", "fr-FR", "ja-JP", "pt-BR", "en-US", "hi-IN", "tr-TR"};

    private final SplittableRandom random;
    private final StringBuilder line = new StringBuilder(800);
    private long time = START;

    SessionEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Writes the events twice, plain and gzipped, unless the files are there already.
     *
     * @return how many events the files hold, or -1 if they were there already
     */
    static long generate(Path plain, Path gzipped, long bytes, long seed) throws IOException {
        if (Files.exists(plain) && Files.exists(gzipped) && Files.size(plain) >= bytes) {
            return -1;
        }
        SessionEvents events = new SessionEvents(seed);
        long rows = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(plain), 1 << 20);
                OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(gzipped), 1 << 16)) {
            for (long written = 0; written < bytes; rows++) {
                byte[] event = events.next();
                out.write(event);
                zipped.write(event);
                written += event.length;
            }
        }
        return rows;
    }

    /** The next event, with its line end. */
    byte[] next() {
        time += random.nextInt(60);
        line.setLength(0);
        line.append("{\"time\":\"").append(Instant.ofEpochMilli(time)).append('"');
        text("session_id", Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
        number("user_id", random.nextInt(2_000_000));
        text("event", pick(EVENTS));
        String section = pick(SECTIONS);
        text("url", "https://www.example.org/" + section + "/" + random.nextInt(50_000) + "?ref=" + random.nextInt(99));
        text("referrer", random.nextInt(3) == 0 ? "" : "https://search.example.com/?q=" + section);
        text("browser", pick(BROWSERS));
        text("os", pick(SYSTEMS));
        text(
                "user_agent",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537." + random.nextInt(40) + " (KHTML, like Gecko) Chrome/"
                        + (100 + random.nextInt(40)) + ".0.0.0");
        text("ip", random.nextInt(1, 224) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
        int place = random.nextInt(COUNTRIES.length);
        text("country", COUNTRIES[place]);
        if (random.nextInt(5) == 0) {
            line.append(",\"city\":null");
        } else {
            text("city", pick(CITIES));
        }
        text("language", LANGUAGES[place]);
        number("screen_width", 320 + 16L * random.nextInt(200));
        number("screen_height", 480 + 16L * random.nextInt(100));
        number("duration_ms", random.nextInt(600_000));
        number("bytes", random.nextInt(5_000_000));
        number("status", random.nextInt(50) == 0 ? 500 : 200);
        line.append(",\"revenue\":").append(random.nextInt(100_000) / 100.0);
        line.append(",\"is_bot\":").append(random.nextInt(20) == 0);
        line.append(",\"tags\":[\"")
                .append(section)
                .append("\",\"v")
                .append(random.nextInt(9))
                .append("\"]}\n");
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void text(String name, String value) {
        line.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    private void number(String name, long value) {
        line.append(",\"").append(name).append("\":").append(value);
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
