package io.millrace.api.errors;

import java.util.Collection;
import java.util.Locale;

/** Guesses which existing name was meant by one that does not exist. */
public final class NearestName {
    /** How many names to choose from at the most: a hint is not worth more memory and time. */
    public static final int MOST_CANDIDATES = 10_000;

    private static final int LONGEST = 200;

    private NearestName() {}

    /** A question to follow a sentence, such as {@code  Did you mean "clicks"?}, or nothing if no name is near. */
    public static String hint(String wanted, Collection<String> existing) {
        if (wanted.length() > LONGEST) {
            return "";
        }
        String nearest = "";
        // A third of the letters may be wrong, and one always.
        int smallest = Math.max(1, wanted.length() / 3) + 1;
        for (String candidate : existing) {
            if (Math.abs(candidate.length() - wanted.length()) < smallest) {
                int distance = distance(wanted.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < smallest) {
                    smallest = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest.isEmpty() ? "" : " Did you mean \"" + nearest + "\"?";
    }

    /** How many letters have to be changed, added or taken away to make one of the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[other.length()];
    }
}
