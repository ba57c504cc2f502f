package io.millrace.api.tables;

import java.util.Optional;

/** The rules for names of tables (contract, section 5). */
public final class TableName {
    private static final int MAX_LENGTH = 255;

    private TableName() {}

    /** What is wrong with a name; empty if it may be used. */
    public static Optional<String> objection(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.of("A table's name has 1 to " + MAX_LENGTH + " characters.");
        }
        if (name.startsWith(" ") || name.endsWith(" ") || name.startsWith(".")) {
            return Optional.of("The table's name \"" + name + "\" begins or ends with a space, or begins with a dot.");
        }
        return name.codePoints()
                .filter(TableName::isForbidden)
                .mapToObj(character -> "The table's name \"" + name + "\" has the character U+"
                        + String.format("%04X", character)
                        + "; slashes, control characters, white space other than a space, and emoji are not allowed.")
                .findFirst();
    }

    private static boolean isForbidden(int character) {
        boolean control = character <= 31 || (character >= 127 && character <= 159);
        boolean otherSpace =
                character != ' ' && (Character.isWhitespace(character) || Character.isSpaceChar(character));
        boolean special = character >= 0xFFF0 && character <= 0xFFFF;
        boolean surrogate = character >= 0xD800 && character <= 0xDFFF;
        return character == '/' || control || otherSpace || special || surrogate || isEmoji(character);
    }

    private static boolean isEmoji(int character) {
        return (character >= 0x1F000 && character <= 0x1FAFF)
                || (character >= 0x2600 && character <= 0x27BF)
                || (character >= 0xFE00 && character <= 0xFE0F)
                || character == 0x200D
                || character == 0x20E3;
    }
}
