package io.millrace.systemtests;

import io.millrace.sampledata.WikipediaEdits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The Wikipedia sample moved by whole days into the last two, so that no event is too late. */
final class ShiftedEdits {
    private static final Pattern TIME = Pattern.compile("\\{\"time\":\"([^\"]+)\"");

    private ShiftedEdits() {}

    /** All events in chunks of so many lines, each line ended by LF. */
    static List<byte[]> chunks(int linesPerChunk) {
        Duration shift = Duration.between(
                Instant.parse("2015-09-12T00:00:00Z"),
                Instant.now().truncatedTo(ChronoUnit.DAYS).minus(2, ChronoUnit.DAYS));
        List<byte[]> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        int lines = 0;
        for (String line : WikipediaEdits.lines()) {
            chunk.append(shifted(line, shift)).append('\n');
            if (++lines % linesPerChunk == 0) {
                chunks.add(chunk.toString().getBytes(StandardCharsets.UTF_8));
                chunk.setLength(0);
            }
        }
        if (chunk.length() > 0) {
            chunks.add(chunk.toString().getBytes(StandardCharsets.UTF_8));
        }
        return chunks;
    }

    static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String shifted(String line, Duration shift) {
        Matcher time = TIME.matcher(line);
        if (!time.lookingAt()) {
            throw new IllegalStateException("No time: " + line);
        }
        return "{\"time\":\"" + Instant.parse(time.group(1)).plus(shift) + "\"" + line.substring(time.end());
    }
}
