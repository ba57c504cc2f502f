package io.millrace.stream.tables;

import io.millrace.messages.DeadLetter;
import io.millrace.messages.Report;
import io.millrace.model.JobDefinition;
import io.millrace.stream.reports.Reports;
import java.util.ArrayList;
import java.util.List;

/** Reports, kept to be looked at. */
final class RecordedReports implements Reports {
    final List<Report> sent = new ArrayList<>();

    @Override
    public void send(Report report) {
        sent.add(report);
    }

    @Override
    public void sendDeadLetters(List<DeadLetter> deadLetters) {}

    @Override
    public void withdraw(JobDefinition job) {}

    @Override
    public void flush() {}

    Report.Counters lastCounters() {
        return sent.stream()
                .filter(Report.Counters.class::isInstance)
                .map(Report.Counters.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
