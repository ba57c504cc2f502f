package io.millrace.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.localstack.text.TextTable;
import io.millrace.sampledata.WikipediaEdits;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the tables hold, asked through the API and compared with what was counted from the file. */
final class DemoFigures {
    private final ApiClient api;
    private final PrintStream out;
    private final Map<String, List<String>> differencesByTable = new TreeMap<>();

    DemoFigures(ApiClient api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    void show() throws IOException, InterruptedException {
        out.println();
        TextTable totals = new TextTable("TABLE", "ROWS", "EDITS", "ADDED");
        addTotals(totals, WikipediaJobs.DETAIL_TABLE, "COUNT(*)", WikipediaEdits.ROWS);
        addTotals(totals, WikipediaJobs.HOURLY_TABLE, "SUM(\"edits\")", WikipediaEdits.ROLLED_UP_ROWS);
        addTotals(totals, WikipediaJobs.LIVE_TABLE, "COUNT(*)", WikipediaEdits.ROWS);
        totals.row("as counted in the file", "", number(WikipediaEdits.ROWS), number(WikipediaEdits.SUM_ADDED));
        totals.lines().forEach(line -> out.println("  " + line));
        showBusiestChannels();
    }

    /** Fails if one of these tables does not hold what is in the file. Others may have got more rows since. */
    void requireAgreement(Set<String> tables) {
        List<String> differences = differencesByTable.entrySet().stream()
                .filter(entry -> tables.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        if (!differences.isEmpty()) {
            throw new DemoException("The figures differ from the file: " + String.join("; ", differences));
        }
    }

    private void addTotals(TextTable table, String name, String edits, long expectedRows)
            throws IOException, InterruptedException {
        JsonNode row = api.query(
                        "SELECT COUNT(*) AS n, " + edits + " AS edits, SUM(\"added\") AS added FROM \"" + name + "\"")
                .path(0);
        compare(name, "rows", row.path("n").asLong(), expectedRows);
        compare(name, "edits", row.path("edits").asLong(), WikipediaEdits.ROWS);
        compare(name, "added", row.path("added").asLong(), WikipediaEdits.SUM_ADDED);
        table.row(name, figure(row, "n"), figure(row, "edits"), figure(row, "added"));
    }

    private void compare(String table, String figure, long actual, long expected) {
        if (actual != expected) {
            differencesByTable
                    .computeIfAbsent(table, none -> new ArrayList<>())
                    .add(table + " has " + figure + " " + number(actual) + " instead of " + number(expected));
        }
    }

    private void showBusiestChannels() throws IOException, InterruptedException {
        TextTable table = new TextTable("CHANNEL", "EDITS", "BY ROBOTS", "ADDED");
        JsonNode rows = api.query("SELECT \"channel\", SUM(\"edits\") AS edits,"
                + " SUM(CASE WHEN \"isRobot\" = 'true' THEN \"edits\" ELSE 0 END) AS robots, SUM(\"added\") AS added"
                + " FROM \"" + WikipediaJobs.HOURLY_TABLE + "\" GROUP BY \"channel\" ORDER BY edits DESC LIMIT 5");
        rows.forEach(row -> table.row(
                row.path("channel").asText(), figure(row, "edits"), figure(row, "robots"), figure(row, "added")));
        out.println();
        out.println("  The busiest channels, from " + WikipediaJobs.HOURLY_TABLE + ":");
        table.lines().forEach(line -> out.println("  " + line));
    }

    private static String figure(JsonNode row, String column) {
        return number(row.path(column).asLong());
    }

    private static String number(long value) {
        return Demo.number(value);
    }
}
