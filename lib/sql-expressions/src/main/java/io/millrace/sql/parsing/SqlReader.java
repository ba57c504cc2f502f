package io.millrace.sql.parsing;

import io.millrace.sql.InvalidExpressionException;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Parses the text of an expression, within the limits of the dialect. */
final class SqlReader {
    static final int MOST_CHARACTERS = 10_000;
    static final int DEEPEST_NESTING = 100;

    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withQuotedCasing(Casing.UNCHANGED)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(true)
            .withIdentifierMaxLength(MOST_CHARACTERS)
            .withConformance(SqlConformanceEnum.BABEL);

    private final SourceText text;

    SqlReader(SourceText text) {
        this.text = text;
    }

    SqlNode read() {
        checkLimits();
        try {
            return SqlParser.create(text.sql(), CONFIG).parseExpression();
        } catch (SqlParseException mistake) {
            throw mistake.getCause() instanceof StackOverflowError
                    ? tooDeep(0)
                    : new SyntaxErrors(text).explain(mistake);
        } catch (StackOverflowError tooDeep) {
            // The parser recurses; what overflows it is far beyond the nesting allowed.
            throw tooDeep(0);
        }
    }

    private InvalidExpressionException tooDeep(int index) {
        return text.errorAt(index, "The expression is nested more than " + DEEPEST_NESTING + " levels deep");
    }

    private void checkLimits() {
        if (text.sql().isBlank()) {
            throw text.errorAt(0, "The expression is empty");
        }
        if (text.sql().length() > MOST_CHARACTERS) {
            throw text.errorAt(
                    MOST_CHARACTERS,
                    "The expression has " + text.sql().length() + " characters; at most " + MOST_CHARACTERS
                            + " are allowed");
        }
        checkParentheses();
    }

    /** Counts parentheses outside of quotes and comments, since the parser recurses with them. */
    private void checkParentheses() {
        String sql = text.sql();
        int depth = 0;
        for (int i = 0; i < sql.length(); i++) {
            switch (sql.charAt(i)) {
                case '\'', '"' -> i = skipTo(String.valueOf(sql.charAt(i)), i + 1);
                case '-' -> i = sql.startsWith("--", i) ? skipTo("\n", i) : i;
                case '/' -> i = sql.startsWith("/*", i) ? skipTo("*/", i + 2) : i;
                case ')' -> depth--;
                case '(' -> {
                    depth++;
                    if (depth > DEEPEST_NESTING) {
                        throw tooDeep(i);
                    }
                }
                default -> {}
            }
        }
    }

    /** Where the next occurrence ends, or the text. */
    private int skipTo(String end, int from) {
        int found = text.sql().indexOf(end, from);
        return found < 0 ? text.sql().length() : found + end.length() - 1;
    }
}
