package io.millrace.sql.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Reads timestamps by a pattern in Joda-Time's letters: {@code y Y x w e M d D H k K h m s S a E z Z} with text in
 * quotes. A field that the pattern lacks is that of 1970-01-01, except that a date without a year is in 2000, a leap
 * year. Not thread-safe.
 */
public final class TimePattern implements TimestampReader {
    private final List<PatternElement> elements;
    private final ParsedFields parsed;

    /**
     * @param now settles the century of years of two digits: from 80 years before to 19 years after
     * @throws IllegalArgumentException with a sentence for the user if the pattern is not understood
     */
    public TimePattern(String pattern, Instant now) {
        elements = new PatternReader(pattern).elements();
        parsed = new ParsedFields(now.atOffset(ZoneOffset.UTC).getYear() - 30);
    }

    /** @throws IllegalArgumentException with a sentence for the user if the pattern is not understood */
    public static void check(String pattern) {
        new PatternReader(pattern).elements();
    }

    @Override
    public long parse(byte[] source, int offset, int length) {
        parsed.start(source, offset, length);
        for (PatternElement element : elements) {
            if (!element.read(parsed)) {
                return INVALID;
            }
        }
        return parsed.isAtEnd() ? parsed.millis() : INVALID;
    }

    @Override
    public boolean sawOffset() {
        return parsed.hasOffset();
    }
}
