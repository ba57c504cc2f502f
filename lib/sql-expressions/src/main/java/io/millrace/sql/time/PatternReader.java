package io.millrace.sql.time;

import io.millrace.sql.time.PatternElement.Word;
import io.millrace.sql.time.PatternElement.Word.Choice;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes a time pattern in Joda-Time's letters apart. */
final class PatternReader {
    private static final String NUMERIC_LETTERS = "yYxwedDHkKhmsS";

    private final String pattern;
    private int position;

    PatternReader(String pattern) {
        this.pattern = pattern;
    }

    List<PatternElement> elements() {
        List<PatternElement> elements = new ArrayList<>();
        while (position < pattern.length()) {
            elements.add(next());
        }
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("The time pattern is empty");
        }
        return elements;
    }

    private PatternElement next() {
        char first = pattern.charAt(position);
        if (first == '\'') {
            return new PatternElement.Fixed(quoted());
        }
        if (!isLetter(first)) {
            int character = pattern.codePointAt(position);
            position += Character.charCount(character);
            return new PatternElement.Fixed(Character.toString(character));
        }
        int start = position;
        while (position < pattern.length() && pattern.charAt(position) == first) {
            position++;
        }
        return element(first, position - start);
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        position++;
        if (position < pattern.length() && pattern.charAt(position) == '\'') {
            position++;
            return "'";
        }
        while (position < pattern.length()) {
            char each = pattern.charAt(position++);
            if (each != '\'') {
                text.append(each);
            } else if (position < pattern.length() && pattern.charAt(position) == '\'') {
                text.append(each);
                position++;
            } else {
                return text.toString();
            }
        }
        throw new IllegalArgumentException("The time pattern has a quote that is never closed");
    }

    private PatternElement element(char letter, int count) {
        return switch (letter) {
            case 'y', 'Y' -> year(TimeField.YEAR, count);
            case 'x' -> year(TimeField.WEEK_YEAR, count);
            case 'M' -> count < 3 ? new PatternElement.Digits(TimeField.MONTH, 2) : new Word(TimeField.MONTH, months());
            case 'd' -> new PatternElement.Digits(TimeField.DAY, 2);
            case 'D' -> new PatternElement.Digits(TimeField.DAY_OF_YEAR, 3);
            case 'w' -> new PatternElement.Digits(TimeField.WEEK, 2);
            case 'e' -> new PatternElement.Digits(TimeField.DAY_OF_WEEK, 1);
            case 'E' -> new Word(TimeField.DAY_OF_WEEK, daysOfWeek());
            case 'H' -> new PatternElement.Digits(TimeField.HOUR, 2);
            case 'k' -> new PatternElement.Digits(TimeField.CLOCK_HOUR, 2);
            case 'K' -> new PatternElement.Digits(TimeField.HOUR_OF_HALF_DAY, 2);
            case 'h' -> new PatternElement.Digits(TimeField.CLOCK_HOUR_OF_HALF_DAY, 2);
            case 'a' -> new Word(TimeField.HALF_DAY, List.of(new Choice("AM", 0), new Choice("PM", 1)));
            case 'm' -> new PatternElement.Digits(TimeField.MINUTE, 2);
            case 's' -> new PatternElement.Digits(TimeField.SECOND, 2);
            case 'S' -> new PatternElement.Fraction(count);
            case 'Z' -> count < 3 ? new PatternElement.Offset() : new PatternElement.ZoneName();
            case 'z' -> new PatternElement.ZoneName();
            default ->
                throw new IllegalArgumentException("The time pattern has the letter '" + letter
                        + "', which is not known; put letters that stand for themselves in quotes");
        };
    }

    /** A field of digits right behind bounds a year to as many digits as it has letters. */
    private PatternElement year(TimeField field, int count) {
        boolean digitsFollow = digitsFollow();
        if (count == 2) {
            return new PatternElement.ShortYear(field, !digitsFollow);
        }
        return new PatternElement.Year(field, digitsFollow ? Math.min(count, 9) : 9);
    }

    private boolean digitsFollow() {
        if (position >= pattern.length()) {
            return false;
        }
        char next = pattern.charAt(position);
        boolean monthAsNumber = next == 'M' && !pattern.startsWith("MMM", position);
        return monthAsNumber || NUMERIC_LETTERS.indexOf(next) >= 0;
    }

    private static boolean isLetter(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
    }

    private static List<Choice> months() {
        List<Choice> choices = new ArrayList<>();
        for (Month month : Month.values()) {
            choices.add(new Choice(month.toString(), month.getValue()));
            choices.add(new Choice(month.toString().substring(0, 3), month.getValue()));
        }
        return longestFirst(choices);
    }

    private static List<Choice> daysOfWeek() {
        List<Choice> choices = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            choices.add(new Choice(day.toString(), day.getValue()));
            choices.add(new Choice(day.toString().substring(0, 3), day.getValue()));
        }
        return longestFirst(choices);
    }

    private static List<Choice> longestFirst(List<Choice> choices) {
        choices.sort(Comparator.comparingInt(choice -> -choice.text().length));
        return choices;
    }
}
