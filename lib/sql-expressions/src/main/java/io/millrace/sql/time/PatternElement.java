package io.millrace.sql.time;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One piece of a time pattern: reads its part of the text at the cursor. */
interface PatternElement {
    /** Moves the cursor behind what was read; false if the text does not fit. */
    boolean read(ParsedFields parsed);

    /** A field of one to {@code mostDigits} digits. */
    record Digits(TimeField field, int mostDigits) implements PatternElement {
        @Override
        public boolean read(ParsedFields parsed) {
            int digits = parsed.digitsAhead(mostDigits);
            return digits > 0 && parsed.set(field, parsed.takeNumber(digits));
        }
    }

    /** A year of up to {@code mostDigits} digits, perhaps with a sign. */
    record Year(TimeField field, int mostDigits) implements PatternElement {
        @Override
        public boolean read(ParsedFields parsed) {
            boolean negative = parsed.skip('-');
            if (!negative) {
                parsed.skip('+');
            }
            int digits = parsed.digitsAhead(mostDigits);
            if (digits == 0) {
                return false;
            }
            int year = parsed.takeNumber(digits);
            return parsed.set(field, negative ? -year : year);
        }
    }

    /** A year of two digits; if {@code lenient}, also one of more digits, taken as it is. */
    record ShortYear(TimeField field, boolean lenient) implements PatternElement {
        @Override
        public boolean read(ParsedFields parsed) {
            if (parsed.digitsAhead(lenient ? 9 : 2) == 2) {
                return parsed.set(field, parsed.withCentury(parsed.takeNumber(2)));
            }
            return lenient && new Year(field, 9).read(parsed);
        }
    }

    /** A fraction of a second of one to {@code mostDigits} digits, cut to milliseconds. */
    record Fraction(int mostDigits) implements PatternElement {
        @Override
        public boolean read(ParsedFields parsed) {
            int digits = parsed.digitsAhead(mostDigits);
            int millis = parsed.takeNumber(Math.min(digits, 3));
            for (int i = digits; i < 3; i++) {
                millis *= 10;
            }
            for (int left = digits - 3; left > 0; left -= 9) {
                parsed.takeNumber(Math.min(left, 9));
            }
            return digits > 0 && parsed.set(TimeField.MILLISECOND, millis);
        }
    }

    /** A word; its place in the list decides the value. Longer words must come before their beginnings. */
    record Word(TimeField field, List<Choice> choices) implements PatternElement {
        record Choice(byte[] text, int value) {
            Choice(String text, int value) {
                this(text.getBytes(StandardCharsets.US_ASCII), value);
            }
        }

        @Override
        public boolean read(ParsedFields parsed) {
            for (Choice choice : choices) {
                if (parsed.skipIgnoringCase(choice.text())) {
                    return parsed.set(field, choice.value());
                }
            }
            return false;
        }
    }

    /** Text that must be there. */
    record Fixed(byte[] text) implements PatternElement {
        Fixed(String text) {
            this(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean read(ParsedFields parsed) {
            return parsed.skipIgnoringCase(text);
        }
    }

    /** An offset such as {@code +05:30}, {@code +0530} or {@code +05}, or {@code Z}. */
    record Offset() implements PatternElement {
        @Override
        public boolean read(ParsedFields parsed) {
            if (parsed.skip('Z')) {
                return parsed.setOffset(0);
            }
            boolean negative = parsed.skip('-');
            if (!negative && !parsed.skip('+')) {
                return false;
            }
            if (parsed.digitsAhead(2) < 2) {
                return false;
            }
            int minutes = parsed.takeNumber(2) * 60;
            boolean colon = parsed.skip(':');
            if (parsed.digitsAhead(2) == 2) {
                int more = parsed.takeNumber(2);
                if (more > 59) {
                    return false;
                }
                minutes += more;
            } else if (colon) {
                return false;
            }
            return parsed.setOffset((negative ? -minutes : minutes) * CalendarDays.MILLIS_PER_MINUTE);
        }
    }

    /** The name of a zone: an IANA name or one of the abbreviations of North America. */
    record ZoneName() implements PatternElement {
        @Override
        public boolean read(ParsedFields parsed) {
            String name = parsed.takeZoneName();
            TimeZoneOffsets zone = parsed.zone(name);
            return zone != null && parsed.setZone(zone);
        }
    }
}
