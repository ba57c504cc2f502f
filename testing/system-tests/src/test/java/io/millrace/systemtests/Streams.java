package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What tests of streaming jobs wait for and check. */
final class Streams {
    private Streams() {}

    /** Waits until so many records of a job are in its table; fails at once if there are more. */
    static void awaitStored(ApiClient api, String job, long records) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    long stored = count(api.totals(job), "numRowsStored");
                    assertThat(stored).isLessThanOrEqualTo(records);
                    return stored == records;
                });
    }

    /** Every record ended somewhere: received = stored + filtered and late + unparseable + in flight. */
    static void assertBalanced(JsonNode totals, long received) {
        assertThat(count(totals, "numRowsReceived")).as(totals.toString()).isEqualTo(received);
        assertThat(count(totals, "numRowsStored")
                        + count(totals, "numRowsSkippedByFilter")
                        + count(totals, "numRowsSkippedByError"))
                .as(totals.toString())
                .isEqualTo(received);
        assertThat(count(totals, "numRowsInFlight")).as(totals.toString()).isZero();
    }

    /** A total; one that is not there yet is 0. */
    static long count(JsonNode totals, String name) {
        return totals.path(name).asLong(0);
    }
}
