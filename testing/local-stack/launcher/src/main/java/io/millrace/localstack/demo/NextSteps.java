package io.millrace.localstack.demo;

import java.io.PrintStream;

/** Commands to go on with, ready to be copied. The key itself is not printed: it stays in its file. */
final class NextSteps {
    private final ApiAddress address;
    private final PrintStream out;

    NextSteps(ApiAddress address, PrintStream out) {
        this.address = address;
        this.out = out;
    }

    void show() {
        String steps = """

                Go on by hand:
                  KEY=$(sed -n 's/.*"apiKey" *: *"\\([^"]*\\)".*/\\1/p' READY)
                  API=PROJECT
                  curl -u $KEY: $API/tables
                  curl -u $KEY: $API/jobs
                  curl -u $KEY: $API/query/sql -H 'Content-Type: application/json' \\
                    -d '{"query": "SELECT page, SUM(added) AS added FROM TABLE GROUP BY page ORDER BY added DESC LIMIT 5"}'
                  curl -u $KEY: $API/events/CONNECTION -H 'Content-Type: application/json' \\
                    -d '{"time": "'$(date -u +%FT%TZ)'", "page": "Millrace", "channel": "#demo", "added": 1}'

                """;
        out.print(steps.replace("READY", address.readyFile().toString())
                .replace("PROJECT", address.url() + "/v1/projects/" + address.projectId())
                .replace("TABLE", WikipediaJobs.DETAIL_TABLE)
                .replace("CONNECTION", WikipediaJobs.CONNECTION));
    }
}
