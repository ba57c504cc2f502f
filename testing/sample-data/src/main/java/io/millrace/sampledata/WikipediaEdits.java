package io.millrace.sampledata;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A sample of the edits to Wikipedia on 12 September 2015: newline-delimited JSON, gzipped, one object an edit. The
 * numbers below were counted from the file.
 */
public final class WikipediaEdits {
    public static final String FILE_NAME = "wikipedia-edits-2015-09-12.json.gz";

    public static final long ROWS = 39_244;
    public static final long SUM_ADDED = 9_385_573;
    public static final long SUM_DELETED = 394_298;
    public static final long HOURS = 24;
    /** Groups of (hour, channel, isRobot, countryName). */
    public static final long ROLLED_UP_ROWS = 2_486;

    private WikipediaEdits() {}

    /** The file as it is: gzipped. */
    public static byte[] gzipped() {
        try (InputStream in = resource()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each edit, without line ends. */
    public static List<String> lines() {
        try (InputStream in = new GZIPInputStream(resource())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource() {
        return requireNonNull(WikipediaEdits.class.getResourceAsStream(FILE_NAME));
    }
}
