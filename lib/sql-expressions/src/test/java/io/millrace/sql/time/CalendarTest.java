package io.millrace.sql.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our arithmetic on days and offsets against Java's calendar. */
class CalendarTest {
    @Test
    void everyDayOfManyYearsIsTheSameAsInJava() {
        for (LocalDate date = LocalDate.of(-410, 1, 1); date.getYear() < 2_810; date = date.plusDays(1)) {
            assertSame(date);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-999_999, -292_000, -1, 0, 1, 9_999, 10_000, 292_278, 999_999})
    void farYearsAreTheSameAsInJava(int year) {
        LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).forEach(CalendarTest::assertSame);
    }

    private static void assertSame(LocalDate date) {
        long day = date.toEpochDay();
        long parts = CalendarDays.yearAndMonthAndDay(day);
        boolean same = parts >> 16 == date.getYear()
                && CalendarDays.month(parts) == date.getMonthValue()
                && CalendarDays.dayOfMonth(parts) == date.getDayOfMonth()
                && CalendarDays.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth()) == day
                && CalendarDays.dayOfWeek(day) == date.getDayOfWeek().getValue()
                && CalendarDays.weekYear(day) == date.get(IsoFields.WEEK_BASED_YEAR)
                && CalendarDays.lengthOfMonth(date.getYear(), date.getMonthValue()) == date.lengthOfMonth()
                && CalendarDays.monthsSinceYearZero(parts) == date.getLong(ChronoField.PROLEPTIC_MONTH)
                && CalendarDays.plusMonths(day, 13) == date.plusMonths(13).toEpochDay()
                && CalendarDays.plusMonths(day, -25) == date.plusMonths(-25).toEpochDay();
        assertThat(same).as(date.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/Los_Angeles",
                "Europe/Berlin",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Asia/Kathmandu",
                "America/St_Johns",
                "Africa/Monrovia",
                "+05:30",
                "UTC",
                "America/Caracas"
            })
    void offsetsAndLocalTimesAreTheSameAsInJava(String zone) {
        TimeZoneOffsets offsets = TimeZoneOffsets.of(zone);
        ZoneId java = ZoneId.of(zone);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long millis = (long) (random.nextDouble() * 4_200_000_000_000L) - 1_000_000_000_000L;
            assertThat(offsets.offsetAt(millis))
                    .isEqualTo(java.getRules()
                                    .getOffset(Instant.ofEpochMilli(millis))
                                    .getTotalSeconds()
                            * 1000L);
            assertThat(offsets.toUtc(millis)).as("%s", millis).isEqualTo(javaToUtc(millis, java));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"
            })
    void timesAroundChangesOfTheClockAreTheSameAsInJava(String zone) {
        TimeZoneOffsets offsets = TimeZoneOffsets.of(zone);
        ZoneId java = ZoneId.of(zone);
        Instant change = Instant.parse("2000-01-01T00:00:00Z");
        for (int i = 0; i < 24; i++) {
            var transition = java.getRules().nextTransition(change);
            if (transition == null) {
                return;
            }
            change = transition.getInstant();
            for (long minute = -26 * 60; minute <= 26 * 60; minute += 5) {
                long local = change.toEpochMilli() + minute * 60_000;
                assertThat(offsets.toUtc(local))
                        .as("%s", Instant.ofEpochMilli(local))
                        .isEqualTo(javaToUtc(local, java));
                assertThat(offsets.offsetAt(local))
                        .isEqualTo(java.getRules()
                                        .getOffset(Instant.ofEpochMilli(local))
                                        .getTotalSeconds()
                                * 1000L);
            }
        }
    }

    private static long javaToUtc(long local, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(local), ZoneOffset.UTC)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    @Test
    void bucketsNeverStartAfterTheTimeInThemAndKeepTheirStart() {
        Random random = new Random(11);
        for (String zone : new String[] {"America/Los_Angeles", "Australia/Lord_Howe", "Pacific/Apia", "UTC"}) {
            for (String period : new String[] {"PT15M", "PT1H", "PT6H", "P1D", "P3D", "P1W", "P1M", "P1Y"}) {
                TimeBuckets buckets = new TimeBuckets(IsoPeriod.ofBuckets(period), null, TimeZoneOffsets.of(zone));
                for (int i = 0; i < 2_000; i++) {
                    long millis = 1_300_000_000_000L + (long) (random.nextDouble() * 500_000_000_000L);
                    long start = buckets.floor(millis);
                    assertThat(start).isLessThanOrEqualTo(millis);
                    assertThat(buckets.floor(start))
                            .as("%s %s %s", zone, period, millis)
                            .isEqualTo(start);
                }
            }
        }
    }
}
