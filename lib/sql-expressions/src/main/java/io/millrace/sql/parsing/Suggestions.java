package io.millrace.sql.parsing;

import java.util.Collection;
import java.util.Locale;

/** Names that a user may have meant. */
final class Suggestions {
    private Suggestions() {}

    /** {@code . Did you mean "added"?}, to follow a sentence without its stop; nothing if no name is near. */
    static String didYouMean(String name, Collection<String> known, String quote) {
        String nearest = "";
        int least = tolerance(name.length()) + 1;
        for (String candidate : known) {
            int distance = distance(name.toUpperCase(Locale.ROOT), candidate.toUpperCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : ". Did you mean " + quote + nearest + quote + "?";
    }

    /** How many letters may be wrong: in very short names none but their case, or everything would be near. */
    private static int tolerance(int length) {
        if (length <= 3) {
            return length <= 2 ? 0 : 1;
        }
        return Math.max(2, length / 3);
    }

    /** The number of letters to be changed, put in or taken out. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
