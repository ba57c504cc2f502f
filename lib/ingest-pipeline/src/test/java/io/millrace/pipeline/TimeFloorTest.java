package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.LongVector;
import io.millrace.model.Granularity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFloorTest {
    @ParameterizedTest
    @CsvSource({
        "MILLISECOND, 2016-04-01T01:02:33.080Z",
        "SECOND, 2016-04-01T01:02:33Z",
        "MINUTE, 2016-04-01T01:02:00Z",
        "FIVE_MINUTE, 2016-04-01T01:00:00Z",
        "TEN_MINUTE, 2016-04-01T01:00:00Z",
        "FIFTEEN_MINUTE, 2016-04-01T01:00:00Z",
        "THIRTY_MINUTE, 2016-04-01T01:00:00Z",
        "HOUR, 2016-04-01T01:00:00Z",
        "SIX_HOUR, 2016-04-01T00:00:00Z",
        "EIGHT_HOUR, 2016-04-01T00:00:00Z",
        "DAY, 2016-04-01T00:00:00Z",
        "WEEK, 2016-03-28T00:00:00Z",
        "MONTH, 2016-04-01T00:00:00Z",
        "QUARTER, 2016-04-01T00:00:00Z",
        "YEAR, 2016-01-01T00:00:00Z",
        "ALL, 1970-01-01T00:00:00Z",
    })
    void theTimeOfTheContractsTableIsFlooredAsItSays(Granularity granularity, Instant expected) {
        assertThat(floor(granularity, "2016-04-01T01:02:33.080Z")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SECOND, 1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59Z",
        "DAY, 1969-12-31T23:59:59.999Z, 1969-12-31T00:00:00Z",
        "WEEK, 1969-12-31T00:00:00Z, 1969-12-29T00:00:00Z",
        "WEEK, 0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "MONTH, 1960-02-29T12:00:00Z, 1960-02-01T00:00:00Z",
        "QUARTER, 1969-12-31T23:59:59.999Z, 1969-10-01T00:00:00Z",
        "YEAR, 0001-12-31T00:00:00Z, 0001-01-01T00:00:00Z",
        "YEAR, 9999-12-31T23:59:59.999Z, 9999-01-01T00:00:00Z",
    })
    void timesBeforeTheEpochAndAtTheEndsAreFlooredDownwards(Granularity granularity, String time, Instant expected) {
        assertThat(floor(granularity, time)).isEqualTo(expected);
    }

    @Test
    void timesOfSeveralBucketsInAnyOrderEachGoToTheirOwn() {
        LongVector times = new LongVector();
        for (String time : new String[] {
            "2016-04-30T23:59:59.999Z", "2016-05-01T00:00:00Z", "2016-04-01T00:00:00Z", "2016-03-31T23:59:59.999Z"
        }) {
            times.append(Instant.parse(time).toEpochMilli());
        }

        LongVector floored = new TimeFloor(Granularity.MONTH).floor(times);

        assertThat(floored.size()).isEqualTo(4);
        assertThat(new Instant[] {instant(floored, 0), instant(floored, 1), instant(floored, 2), instant(floored, 3)})
                .extracting(Instant::toString)
                .containsExactly(
                        "2016-04-01T00:00:00Z", "2016-05-01T00:00:00Z", "2016-04-01T00:00:00Z", "2016-03-01T00:00:00Z");
        assertThat(times.get(0))
                .isEqualTo(Instant.parse("2016-04-30T23:59:59.999Z").toEpochMilli());
    }

    private static Instant floor(Granularity granularity, String time) {
        LongVector times = new LongVector();
        times.append(Instant.parse(time).toEpochMilli());
        return instant(new TimeFloor(granularity).floor(times), 0);
    }

    private static Instant instant(LongVector times, int row) {
        return Instant.ofEpochMilli(times.get(row));
    }
}
