package io.millrace.api.http;

import io.millrace.api.errors.ApiException;
import org.jspecify.annotations.Nullable;

/** Which part of a list the client wants. */
public record Paging(int limit, int offset) {
    private static final int MAX_LIMIT = 1000;

    /** @throws ApiException if a parameter is not a number in its range */
    public static Paging of(@Nullable String limit, @Nullable String offset, int defaultLimit) {
        return new Paging(
                number("paginationLimit", limit, defaultLimit, 1, MAX_LIMIT),
                number("paginationOffset", offset, 0, 0, Integer.MAX_VALUE));
    }

    private static int number(String name, @Nullable String text, int byDefault, int min, int max) {
        if (text == null || text.isEmpty()) {
            return byDefault;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ApiException.badArgument(
                name, name + " is \"" + text + "\"; it must be a whole number from " + min + " to " + max + ".");
    }
}
