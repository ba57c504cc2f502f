package io.millrace.formats.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimestampTextTest {
    private static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TimestampText.parse(bytes, 0, bytes.length);
    }

    private static Instant instant(String text) {
        long millis = parse(text);
        assertThat(millis).as(text).isNotEqualTo(TimestampText.INVALID);
        return Instant.ofEpochMilli(millis);
    }

    @Test
    void allFormsOfIsoTimesAreTaken() {
        assertThat(instant("2015-09-12T00:47:00.496Z")).isEqualTo("2015-09-12T00:47:00.496Z");
        assertThat(instant("2000-02-03 04:05:06")).isEqualTo("2000-02-03T04:05:06Z");
        assertThat(instant("2000-02-03t04:05")).isEqualTo("2000-02-03T04:05:00Z");
        assertThat(instant("2024-03-05T14:37:22.123456")).isEqualTo("2024-03-05T14:37:22.123Z");
        assertThat(instant("2024-03-05T14:37:22.1")).isEqualTo("2024-03-05T14:37:22.100Z");
        assertThat(instant("2024-03-05T14:37:22.123456789-05:30")).isEqualTo("2024-03-05T20:07:22.123Z");
        assertThat(instant("2024-03-05T14:37+0100")).isEqualTo("2024-03-05T13:37:00Z");
        assertThat(instant("2024-03-05T14:37:22+01")).isEqualTo("2024-03-05T13:37:22Z");
        assertThat(instant("2000")).isEqualTo("2000-01-01T00:00:00Z");
        assertThat(instant("2000-02")).isEqualTo("2000-02-01T00:00:00Z");
        assertThat(instant("-0044-03-15")).isEqualTo("-0044-03-15T00:00:00Z");
        assertThat(instant("+2000-02-29")).isEqualTo("2000-02-29T00:00:00Z");
        assertThat(instant("2024-W10-2")).isEqualTo("2024-03-05T00:00:00Z");
        assertThat(instant("2024-W10")).isEqualTo("2024-03-04T00:00:00Z");
        assertThat(instant("2024-366")).isEqualTo("2024-12-31T00:00:00Z");
        assertThat(instant("1969-12-31T23:59:59.999Z")).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    @Test
    void whatIsNotATimeIsInvalid() {
        List<String> texts = List.of(
                "",
                "z2000",
                "200",
                "20000",
                "2000-",
                "2000-13",
                "2000-00",
                "2000-02-30",
                "1900-02-29",
                "2001-366",
                "2000-2-3",
                "2000-02-03T",
                "2000-02-03  04:05",
                "2000-02-03T24:00",
                "2000-02-03T04:60",
                "2000-02-03T04:05:60",
                "2000-02-03T04:05:06.",
                "2000-02-03T04:05:06.1234567890",
                "2000-02-03T04:05:06Zx",
                "2000-02-03T04:05:06+1",
                "2000-02-03T04:05:06+01:",
                "2000-02-03T04:05:06+24:00",
                "2000-02-03T04:5",
                "2023-W53-1",
                "2024-W00",
                "2024-W10-8",
                "2000-02-03Z",
                "soon",
                "2000-02-03T04:05:06 UTC",
                "٢٠٠٠");

        assertThat(texts).allSatisfy(text -> assertThat(parse(text)).isEqualTo(TimestampText.INVALID));
    }

    @Test
    void everyDayOfEightHundredYearsIsTheSameAsInTheJdk() {
        LocalDate end = LocalDate.of(2300, 1, 1);
        for (LocalDate day = LocalDate.of(1500, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            long millis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            assertThat(parse(day.toString())).isEqualTo(millis);
            assertThat(parse(DateTimeFormatter.ISO_ORDINAL_DATE.format(day))).isEqualTo(millis);
            assertThat(parse(DateTimeFormatter.ISO_WEEK_DATE.format(day))).isEqualTo(millis);
        }
    }
}
