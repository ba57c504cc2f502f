package io.millrace.sql;

/** An expression that cannot be compiled, and where in its text the reason is. */
public final class InvalidExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String sql;
    private final int line;
    private final int column;

    /**
     * @param reason one sentence for the user
     * @param line counted from 1
     * @param column counted from 1
     */
    public InvalidExpressionException(String sql, int line, int column, String reason) {
        super(reason + " (line " + line + ", column " + column + ")\n" + excerpt(sql, line, column));
        this.sql = sql;
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    public String sql() {
        return sql;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** The line in question with a caret below the character, both shortened around it when long. */
    public String excerpt() {
        return excerpt(sql, line, column);
    }

    private static String excerpt(String sql, int line, int column) {
        String text = sql.lines().skip(line - 1L).findFirst().orElse("");
        int from = Math.max(0, Math.min(column - 1, text.length()) - 60);
        int to = Math.min(text.length(), from + 120);
        return text.substring(from, to) + "\n" + " ".repeat(Math.max(0, column - 1 - from)) + "^";
    }
}
