package io.millrace.sql.parsing;

import io.millrace.sql.InvalidExpressionException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The text of an expression, to point at what is wrong in it. */
record SourceText(String sql) {
    InvalidExpressionException error(SqlNode at, String reason) {
        SqlParserPos position = at.getParserPosition();
        return error(Math.max(1, position.getLineNum()), Math.max(1, position.getColumnNum()), reason);
    }

    InvalidExpressionException error(int line, int column, String reason) {
        return new InvalidExpressionException(sql, line, column, reason);
    }

    /** An error at a character, counted from 0. */
    InvalidExpressionException errorAt(int index, String reason) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return error(line, index - lineStart + 1, reason);
    }

    /** An error where the text ends. */
    InvalidExpressionException errorAtEnd(String reason) {
        return errorAt(sql.stripTrailing().length(), reason);
    }
}
