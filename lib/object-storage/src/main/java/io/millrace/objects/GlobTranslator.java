package io.millrace.objects;

import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns a glob into a regular expression of RE2, whose character classes know no intersections. */
final class GlobTranslator {
    private static final int END = -1;
    private static final String REGEX_SIGNS = "\\.[]{}()<>*+-=!?^$|&/";

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private final StringBuilder literal = new StringBuilder();
    private @Nullable String literalPrefix;
    private int at;
    private boolean inGroup;

    GlobTranslator(String glob) {
        this.glob = glob;
    }

    String translate() {
        for (int c = next(); c != END; c = next()) {
            translate(c);
        }
        if (inGroup) {
            throw wrong("A group \"{\" is not closed");
        }
        endLiteral();
        return regex.toString();
    }

    /** To be asked for after {@link #translate}. */
    String literalPrefix() {
        return literalPrefix == null ? "" : literalPrefix;
    }

    private void translate(int c) {
        switch (c) {
            case '\\' -> appendLiteral(escaped());
            case '*' -> appendWildcard(take('*') ? ".*" : "[^/]*");
            case '?' -> appendWildcard("[^/]");
            case '[' -> characterClass();
            case '{' -> openGroup();
            case '}' -> closeGroup();
            case ',' -> comma();
            default -> appendLiteral(c);
        }
    }

    private int escaped() {
        int c = next();
        if (c == END) {
            throw wrong("Nothing follows the \"\\\" at the end");
        }
        return c;
    }

    private void openGroup() {
        if (inGroup) {
            throw wrong("A group \"{\" cannot be inside another");
        }
        inGroup = true;
        appendWildcard("(?:(?:");
    }

    private void closeGroup() {
        if (!inGroup) {
            appendLiteral('}');
            return;
        }
        inGroup = false;
        regex.append("))");
    }

    private void comma() {
        if (inGroup) {
            regex.append(")|(?:");
        } else {
            appendLiteral(',');
        }
    }

    private void characterClass() {
        endLiteral();
        boolean negated = peek() != '^' && take('!');
        regex.append(negated ? "[^/" : "[");
        int members = regex.length();
        if (peek() == '^') {
            appendRange(next(), '^');
        } else if (take('-')) {
            appendRange('-', '-');
        }
        members(members, negated);
        regex.append(']');
    }

    private void members(int start, boolean negated) {
        int rangeStart = END;
        for (int c = next(); c != ']'; c = next()) {
            checkMember(c);
            if (c != '-') {
                appendRange(c, c);
                rangeStart = c;
                continue;
            }
            if (rangeStart == END) {
                throw wrong("A range in \"[...]\" has no beginning");
            }
            if (peek() == ']') {
                appendRange('-', '-');
                continue;
            }
            endOfRange(rangeStart);
            rangeStart = END;
        }
        if (regex.length() == start) {
            throw wrong(negated ? "\"[!]\" excludes nothing" : "\"[]\" matches nothing");
        }
    }

    private void checkMember(int c) {
        if (c == END) {
            throw wrong("\"[\" is not closed");
        }
        if (c == '/') {
            throw wrong("\"/\" cannot be in \"[...]\"");
        }
    }

    private void endOfRange(int rangeStart) {
        int end = next();
        if (end == END) {
            throw wrong("\"[\" is not closed");
        }
        if (end < rangeStart) {
            throw wrong("A range in \"[...]\" runs backwards");
        }
        appendRange(rangeStart, end);
    }

    /** Without the slash, which no class matches. */
    private void appendRange(int from, int to) {
        if (from <= '/' && to >= '/') {
            appendRangeAsIs(from, '/' - 1);
            appendRangeAsIs('/' + 1, to);
        } else {
            appendRangeAsIs(from, to);
        }
    }

    private void appendRangeAsIs(int from, int to) {
        if (from > to) {
            return;
        }
        quote(from);
        if (to > from) {
            regex.append('-');
            quote(to);
        }
    }

    private void appendLiteral(int c) {
        if (literalPrefix == null) {
            literal.appendCodePoint(c);
        }
        quote(c);
    }

    private void appendWildcard(String translation) {
        endLiteral();
        regex.append(translation);
    }

    private void endLiteral() {
        if (literalPrefix == null) {
            literalPrefix = literal.toString();
        }
    }

    private void quote(int c) {
        if (REGEX_SIGNS.indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.appendCodePoint(c);
    }

    private boolean take(int expected) {
        if (peek() != expected) {
            return false;
        }
        next();
        return true;
    }

    private int peek() {
        return at < glob.length() ? glob.codePointAt(at) : END;
    }

    private int next() {
        int c = peek();
        if (c != END) {
            at += Character.charCount(c);
        }
        return c;
    }

    private PatternSyntaxException wrong(String what) {
        return new PatternSyntaxException(what, glob, Math.max(0, at - 1));
    }
}
