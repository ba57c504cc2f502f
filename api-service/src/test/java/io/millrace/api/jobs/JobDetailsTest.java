package io.millrace.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.model.JobCounters;
import org.junit.jupiter.api.Test;

class JobDetailsTest {
    @Test
    void everyReceivedRowIsInExactlyOneOfTheTotals() {
        JobCounters counters = new JobCounters(100, 5, 10, 3, 2, 7, 60, 40, 9000);

        JsonNode totals = JobDetails.metrics(counters, false).get("totals");

        assertThat(number(totals, "numRowsProcessed")).isEqualTo(73);
        assertThat(number(totals, "numRowsProcessedWithWarning")).isEqualTo(5);
        assertThat(number(totals, "numRowsSkippedByFilter")).isEqualTo(15);
        assertThat(number(totals, "numRowsSkippedByLateness")).isEqualTo(5);
        assertThat(number(totals, "numRowsSkippedByError")).isEqualTo(7);
        assertThat(number(totals, "numRowsPersisted")).isEqualTo(40);
        assertThat(number(totals, "numRowsStored")).isEqualTo(60);
        assertThat(number(totals, "numRowsInFlight")).isEqualTo(18);
        assertThat(number(totals, "numBytesProcessed")).isEqualTo(9000);
        assertThat(number(totals, "numRowsReceived"))
                .isEqualTo(number(totals, "numRowsProcessed")
                        + number(totals, "numRowsProcessedWithWarning")
                        + number(totals, "numRowsSkippedByFilter")
                        + number(totals, "numRowsSkippedByError"));
    }

    @Test
    void aStreamDoesNotSayHowManyRowsRollupLeft() {
        JsonNode totals = JobDetails.metrics(JobCounters.ZERO, true).get("totals");

        assertThat(totals.has("numRowsPersisted")).isFalse();
    }

    @Test
    void rowsStoredBeforeTheyWereReportedAsReceivedAreNotANegativeNumber() {
        JsonNode totals = JobDetails.metrics(new JobCounters(0, 0, 0, 0, 0, 0, 60, 60, 0), false)
                .get("totals");

        assertThat(number(totals, "numRowsInFlight")).isZero();
    }

    private static long number(JsonNode totals, String name) {
        return totals.get(name).asLong();
    }
}
