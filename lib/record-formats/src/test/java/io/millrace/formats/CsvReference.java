package io.millrace.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of the CSV reader once more, a character at a time over the whole text. */
final class CsvReference {
    final List<List<@Nullable String>> rows = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();

    private final String text;
    private final String delimiter;
    private final int columns;
    private int at;

    CsvReference(String text, String delimiter, int columns) {
        this.text = text;
        this.delimiter = delimiter;
        this.columns = columns;
        while (at < text.length()) {
            record();
        }
    }

    private void record() {
        int start = at;
        List<@Nullable String> values = new ArrayList<>();
        do {
            if (!value(values)) {
                int lineEnd = text.indexOf('\n', start);
                at = lineEnd < 0 ? text.length() : lineEnd + 1;
                rejected.add(line(start, at));
                return;
            }
        } while (takeDelimiter());
        takeLineEnd();
        String line = line(start, at);
        if (line.isEmpty()) {
            return;
        }
        if (values.size() > columns) {
            rejected.add(line);
            return;
        }
        while (values.size() < columns) {
            values.add(null);
        }
        rows.add(values);
    }

    /** False if its quotes are wrong. */
    private boolean value(List<@Nullable String> values) {
        StringBuilder value = new StringBuilder();
        if (!text.startsWith("\"", at)) {
            while (!atEnd() && !text.startsWith(delimiter, at)) {
                value.append(text.charAt(at++));
            }
            values.add(value.length() == 0 ? null : value.toString());
            return true;
        }
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next != '"') {
                value.append(next);
            } else if (text.startsWith("\"", at)) {
                value.append('"');
                at++;
            } else {
                values.add(value.toString());
                return atEnd() || text.startsWith(delimiter, at);
            }
        }
        return false;
    }

    private boolean takeDelimiter() {
        if (atEnd()) {
            return false;
        }
        at += delimiter.length();
        return true;
    }

    private boolean atEnd() {
        String rest = text.substring(at);
        return rest.isEmpty() || rest.equals("\r") || rest.startsWith("\n") || rest.startsWith("\r\n");
    }

    private void takeLineEnd() {
        int lineEnd = text.indexOf('\n', at);
        at = lineEnd < 0 ? text.length() : lineEnd + 1;
    }

    private String line(int from, int to) {
        String line = text.substring(from, to);
        line = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
