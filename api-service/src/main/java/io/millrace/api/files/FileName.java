package io.millrace.api.files;

import io.millrace.api.errors.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The rules for names of files: paths of plain segments, as they stand in addresses. */
final class FileName {
    private static final int MAX_BYTES = 1024;

    private FileName() {}

    /** @throws ApiException if the name could not stand in an address or is too long */
    static String checked(String name) {
        if (name.isBlank()) {
            throw refuse("The file's name is empty.");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw refuse("The file's name is longer than " + MAX_BYTES + " bytes.");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw refuse("The file's name has control characters.");
        }
        boolean oddSegment = Arrays.stream(name.split("/", -1))
                .anyMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
        if (oddSegment) {
            throw refuse("The file's name \"" + name + "\" has an empty, \".\" or \"..\" segment.");
        }
        return name;
    }

    private static ApiException refuse(String message) {
        return ApiException.badArgument("file", message);
    }
}
