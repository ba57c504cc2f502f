package io.millrace.sql.parsing;

import io.millrace.sql.InvalidExpressionException;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.impl.ParseException;
import org.apache.calcite.sql.parser.impl.Token;
import org.apache.calcite.sql.parser.impl.TokenMgrError;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what the parser says in a list of all tokens that it would have taken. */
final class SyntaxErrors {
    private static final SqlAbstractParserImpl.Metadata WORDS =
            SqlParser.create("").getMetadata();
    /** Words that stand for themselves, so that quoting them is no advice. */
    private static final Set<String> DIALECT_WORDS = Set.of(
            "AND",
            "ARRAY",
            "AS",
            "BETWEEN",
            "BOTH",
            "CASE",
            "CAST",
            "DISTINCT",
            "ELSE",
            "END",
            "ESCAPE",
            "EXTRACT",
            "FALSE",
            "FILTER",
            "FROM",
            "IN",
            "INTERVAL",
            "IS",
            "LEADING",
            "LIKE",
            "NOT",
            "NULL",
            "OR",
            "SELECT",
            "THEN",
            "TO",
            "TRAILING",
            "TRUE",
            "WHEN",
            "WHERE");

    private final SourceText text;

    SyntaxErrors(SourceText text) {
        this.text = text;
    }

    InvalidExpressionException explain(SqlParseException mistake) {
        if (mistake.getCause() instanceof ParseException details && details.currentToken != null) {
            return explain(details);
        }
        SqlParserPos position = mistake.getPos();
        if (position == null) {
            return text.errorAt(0, "The expression cannot be understood");
        }
        if (mistake.getCause() instanceof TokenMgrError) {
            return explainCharacter(position);
        }
        String word = wordAt(position);
        String reason = word.isEmpty() ? "The expression cannot be understood from here" : unexpected(word);
        return text.error(position.getLineNum(), position.getColumnNum(), reason);
    }

    private String wordAt(SqlParserPos position) {
        String line = line(position);
        int start = Math.min(position.getColumnNum() - 1, line.length());
        int end = start;
        while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
            end++;
        }
        return line.substring(start, end);
    }

    private String line(SqlParserPos position) {
        return text.sql().lines().skip(position.getLineNum() - 1L).findFirst().orElse("");
    }

    /** The lexer points at the end of what it could not read. */
    private InvalidExpressionException explainCharacter(SqlParserPos position) {
        String line = line(position);
        int index = Math.min(position.getColumnNum(), line.length()) - 1;
        while (index > 0 && !isForeign(line.charAt(index))) {
            index--;
        }
        String character = index >= 0 ? line.substring(index, line.offsetByCodePoints(index, 1)) : "";
        return text.error(
                position.getLineNum(), Math.max(1, index + 1), "The character '" + character + "' has no meaning here");
    }

    private static boolean isForeign(char each) {
        return !Character.isLetterOrDigit(each)
                && !Character.isWhitespace(each)
                && "_'\"()+-*/%,.=<>|".indexOf(each) < 0;
    }

    private InvalidExpressionException explain(ParseException details) {
        Token before = details.currentToken;
        Token token = before.next;
        for (int i = 0; token.next != null && isExpected(details, i); i++) {
            before = token;
            token = token.next;
        }
        if (isReserved(before.image) && token.kind != 0 && !isReserved(token.image)) {
            return text.error(before.beginLine, before.beginColumn, unexpected(before.image));
        }
        if (token.kind == 0 && before.image == null) {
            return text.errorAt(0, "The expression is empty");
        }
        if (token.kind == 0) {
            return isReserved(before.image)
                    ? text.error(before.beginLine, before.beginColumn, unexpected(before.image))
                    : text.errorAtEnd(
                            "The expression ends too early: something is missing after " + quote(before.image));
        }
        String advice = token.image.equals("=") && before.image.equals("=") ? ": write a single '='" : "";
        return text.error(token.beginLine, token.beginColumn, unexpected(token.image) + advice);
    }

    /** Whether some alternative of the grammar agrees with the tokens up to the one of this index. */
    private static boolean isExpected(ParseException details, int index) {
        for (int[] sequence : details.expectedTokenSequences) {
            if (agrees(sequence, details.currentToken.next, index)) {
                return true;
            }
        }
        return false;
    }

    private static boolean agrees(int[] sequence, Token first, int index) {
        Token token = first;
        for (int i = 0; i <= index; i++) {
            if (token == null || i >= sequence.length || sequence[i] != token.kind) {
                return false;
            }
            token = token.next;
        }
        return true;
    }

    private static boolean isReserved(@Nullable String image) {
        String word = image == null ? "" : image.toUpperCase(Locale.ROOT);
        return !DIALECT_WORDS.contains(word) && WORDS.isReservedWord(word);
    }

    private static String unexpected(String image) {
        if (image.equals("'")) {
            return "The text that starts here is never closed: a single quote is missing";
        }
        if (image.equals("\"")) {
            return "The name that starts here is never closed: a double quote is missing";
        }
        if (image.equalsIgnoreCase("SELECT")) {
            return "Queries are not allowed here: write an expression only";
        }
        if (isReserved(image)) {
            return quote(image) + " is a reserved word: put it in double quotes if it is a field, \"" + image + "\"";
        }
        if (image.equals("&")) {
            return "'&' is not expected here: write AND";
        }
        return quote(image) + " is not expected here";
    }

    private static String quote(String image) {
        return image.startsWith("'") ? image : "'" + image + "'";
    }
}
