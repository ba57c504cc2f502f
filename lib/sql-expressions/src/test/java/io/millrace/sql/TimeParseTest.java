package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sql.time.TimestampText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            2000-02-03 04:05:06             ~ 2000-02-03T04:05:06Z
            2000-02                         ~ 2000-02-01T00:00:00Z
            2000                            ~ 2000-01-01T00:00:00Z
            2000-02-03                      ~ 2000-02-03T00:00:00Z
            2024-03-05T14:37:22.123456      ~ 2024-03-05T14:37:22.123Z
            2024-03-05T14:37:22             ~ 2024-03-05T14:37:22Z
            2024-03-05t14:37:22Z            ~ 2024-03-05T14:37:22Z
            2024-03-05T14:37                ~ 2024-03-05T14:37:00Z
            2024-03-05T14                   ~ 2024-03-05T14:00:00Z
            2024-03-05T14:37:22.1Z          ~ 2024-03-05T14:37:22.100Z
            2024-03-05T14:37:22.123456789Z  ~ 2024-03-05T14:37:22.123Z
            2024-03-05T14:37:22.9999Z       ~ 2024-03-05T14:37:22.999Z
            2024-03-05 14:37:22,123         ~ 2024-03-05T14:37:22.123Z
            2024-03-05T14:37:22+05:30       ~ 2024-03-05T09:07:22Z
            2024-03-05T14:37:22+0530        ~ 2024-03-05T09:07:22Z
            2024-03-05T14:37:22-08          ~ 2024-03-05T22:37:22Z
            2024-03-05 14:37-08:00          ~ 2024-03-05T22:37:00Z
            2024-W10-2                      ~ 2024-03-05T00:00:00Z
            2024-W10                        ~ 2024-03-04T00:00:00Z
            2024-W10-2T10:00                ~ 2024-03-05T10:00:00Z
            2020-W53-7                      ~ 2021-01-03T00:00:00Z
            2024-065                        ~ 2024-03-05T00:00:00Z
            2024-366                        ~ 2024-12-31T00:00:00Z
            2024-065T10:00Z                 ~ 2024-03-05T10:00:00Z
            +2024-03-05                     ~ 2024-03-05T00:00:00Z
            -0044-03-15                     ~ -0044-03-15T00:00:00Z
            0000-01-01                      ~ 0000-01-01T00:00:00Z
            9999-12-31T23:59:59.999Z        ~ 9999-12-31T23:59:59.999Z
            1969-12-31T23:59:59.999Z        ~ 1969-12-31T23:59:59.999Z
            2024-02-29                      ~ 2024-02-29T00:00:00Z
            """)
    void timestampsAreReadInIsoAndInSqlForm(String text, String expected) {
        assertThat(Rows.valueOf("TIME_PARSE('" + text + "')")).isEqualTo(expected);
        assertThat(Rows.valueOf("TIME_PARSE('  " + text + " ')")).isEqualTo(expected);
        assertThat(Rows.valueOf("CAST('" + text + "' AS TIMESTAMP)")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "z2000",
                "",
                "   ",
                "20000",
                "1709649442123",
                "200",
                "2000-",
                "2000-1",
                "2000-1-1",
                "2000-13",
                "2000-00-01",
                "2023-02-29",
                "2024-02-30",
                "2024-03-00",
                "2024-03-05T",
                "2024-03-05 ",
                "2024-03-05T24:00:00",
                "2024-03-05T23:60",
                "2024-03-05T23:59:60",
                "2024-03-05T14:37:22.",
                "2024-03-05T14:37:22.1234567890",
                "2024-03-05  14:37:22",
                "2024-03-05T14:37:22z",
                "2024-03-05T14:37:22+",
                "2024-03-05T14:37:22+5",
                "2024-03-05T14:37:22+24:00",
                "2024-03-05T14:37:22+05:60",
                "2024-03-05T14:37:22+05:30x",
                "2024-03-05T14:37:22ZZ",
                "2024-03-05T14:37:22 Z",
                "2024-03T14:37:22",
                "2024T14:37:22",
                "2024-W54",
                "2023-W53-1",
                "2024-W00",
                "2024-W10-8",
                "2024-W10-0",
                "2024-W1",
                "2023-366",
                "2024-000",
                "2024-03-05Z",
                "02024-03-05",
                "２０２４-03-05",
                "2024/03/05",
                "now",
                "2024-03-05T1a:00"
            })
    void whatIsNoTimestampIsNull(String text) {
        String expected =
                text.equals("2024-03-05 ") ? "2024-03-05T00:00:00Z" : "NULL"; // spaces around are no part of it

        assertThat(Rows.valueOf("TIME_PARSE('" + text + "')")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            2024-07-01 00:00:00        ~ America/Los_Angeles ~ 2024-07-01T07:00:00Z
            2024-07-01 00:00:00Z       ~ America/Los_Angeles ~ 2024-07-01T00:00:00Z
            2024-07-01 00:00:00+01:00  ~ America/Los_Angeles ~ 2024-06-30T23:00:00Z
            2024-03-10 02:30:00        ~ America/Los_Angeles ~ 2024-03-10T10:30:00Z
            2024-11-03 01:30:00        ~ America/Los_Angeles ~ 2024-11-03T08:30:00Z
            2024-07-01                 ~ +05:30              ~ 2024-06-30T18:30:00Z
            2011-12-30 12:00:00        ~ Pacific/Apia        ~ 2011-12-30T22:00:00Z
            """)
    void theZoneIsForTextWithoutAnOffset(String text, String zone, String expected) {
        assertThat(Rows.valueOf("TIME_PARSE('" + text + "', NULL, '" + zone + "')"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            02/03/2000                      ~ MM/dd/yyyy                  ~ 2000-02-03T00:00:00Z
            2/3/2000                        ~ MM/dd/yyyy                  ~ 2000-02-03T00:00:00Z
            20240305143722                  ~ yyyyMMddHHmmss              ~ 2024-03-05T14:37:22Z
            2024-03-05 14:37:22.123         ~ yyyy-MM-dd HH:mm:ss.SSS     ~ 2024-03-05T14:37:22.123Z
            2024-03-05 14:37:22.1           ~ yyyy-MM-dd HH:mm:ss.SSS     ~ 2024-03-05T14:37:22.100Z
            2024-03-05 14:37:22.123456      ~ yyyy-MM-dd HH:mm:ss.SSSSSS  ~ 2024-03-05T14:37:22.123Z
            05/Mar/2024:14:37:22 +0100      ~ dd/MMM/yyyy:HH:mm:ss Z      ~ 2024-03-05T13:37:22Z
            2024-03-05T14:37:22+01:00       ~ yyyy-MM-dd''T''HH:mm:ssZZ   ~ 2024-03-05T13:37:22Z
            2024-03-05T14:37:22Z            ~ yyyy-MM-dd''T''HH:mm:ssZ    ~ 2024-03-05T14:37:22Z
            Tue, 05 Mar 2024 14:37:22 PST   ~ EEE, dd MMM yyyy HH:mm:ss z ~ 2024-03-05T22:37:22Z
            tuesday 5 march 2024            ~ EEEE d MMMM yyyy            ~ 2024-03-05T00:00:00Z
            March 5, 2024 2:37 PM           ~ MMMM d, yyyy h:mm a         ~ 2024-03-05T14:37:00Z
            March 5, 2024 12:37 am          ~ MMMM d, yyyy hh:mm a        ~ 2024-03-05T00:37:00Z
            2024-03-05 24:10                ~ yyyy-MM-dd kk:mm            ~ 2024-03-05T00:10:00Z
            2024-03-05 11 PM                ~ yyyy-MM-dd KK a             ~ 2024-03-05T23:00:00Z
            03/05/24                        ~ MM/dd/yy                    ~ 2024-03-05T00:00:00Z
            03/05/45                        ~ MM/dd/yy                    ~ 1945-03-05T00:00:00Z
            03/05/43                        ~ MM/dd/yy                    ~ 2043-03-05T00:00:00Z
            03/05/2045                      ~ MM/dd/yy                    ~ 2045-03-05T00:00:00Z
            240305                          ~ yyMMdd                      ~ 2024-03-05T00:00:00Z
            2024-W10-2                      ~ xxxx-''W''ww-e              ~ 2024-03-05T00:00:00Z
            2024 065                        ~ yyyy DDD                    ~ 2024-03-05T00:00:00Z
            14:37                           ~ HH:mm                       ~ 1970-01-01T14:37:00Z
            02-29                           ~ MM-dd                       ~ 2000-02-29T00:00:00Z
            5 o'clock                       ~ H ''o''''clock''            ~ 1970-01-01T05:00:00Z
            2024-03-05 Europe/Berlin        ~ yyyy-MM-dd ZZZ              ~ 2024-03-04T23:00:00Z
            2024-03-05 UTC                  ~ yyyy-MM-dd z                ~ 2024-03-05T00:00:00Z
            5€2024                          ~ d€yyyy                      ~ 2024-01-05T00:00:00Z
            2000/02/03                      ~ MM/dd/yyyy                  ~ NULL
            02/30/2000                      ~ MM/dd/yyyy                  ~ NULL
            13/01/2000                      ~ MM/dd/yyyy                  ~ NULL
            02/03/2000x                     ~ MM/dd/yyyy                  ~ NULL
            02/03                           ~ MM/dd/yyyy                  ~ NULL
            Wed, 05 Mar 2024                ~ EEE, dd MMM yyyy            ~ NULL
            2024-03-05 13:00 PM             ~ yyyy-MM-dd hh:mm a          ~ NULL
            2024-03-05 24:00                ~ yyyy-MM-dd HH:mm            ~ NULL
            2024-03-05 Nowhere              ~ yyyy-MM-dd z                ~ NULL
            2023 366                        ~ yyyy DDD                    ~ NULL
            """)
    void patternsAreInJodaLetters(String text, String pattern, String expected) {
        String sql = "TIME_PARSE('" + text.replace("'", "''") + "', '" + pattern + "')";

        assertThat(Rows.valueOf(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            07/01/2024 00:00       ~ MM/dd/yyyy HH:mm   ~ 2024-07-01T07:00:00Z
            07/01/2024 00:00+01:00 ~ MM/dd/yyyy HH:mmZZ ~ 2024-06-30T23:00:00Z
            """)
    void patternsTakeAZoneToo(String text, String pattern, String expected) {
        assertThat(Rows.valueOf("TIME_PARSE('" + text + "', '" + pattern + "', 'America/Los_Angeles')"))
                .isEqualTo(expected);
    }

    @Test
    void damagedTimestampsAreReadAsTheReferenceReadsThem() {
        long seed = Long.getLong("millrace.sql.seed", System.nanoTime());
        Random random = new Random(seed);
        TimestampText reader = new TimestampText();
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = damaged(random);
            byte[] bytes = ("##" + text + "#").getBytes(StandardCharsets.UTF_8);
            long millis = reader.parse(bytes, 2, bytes.length - 3);
            Object expected = ReferenceTime.parse(text);
            assertThat(millis == TimestampText.INVALID ? null : (Object) millis)
                    .as("'%s', seed %s", text, seed)
                    .isEqualTo(expected);
            valid += expected == null ? 0 : 1;
        }
        assertThat(valid).isBetween(20_000, 180_000);
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%04d-%02d-%02d%s%02d:%02d:%02d%s",
                random.nextInt(10_000),
                1 + random.nextInt(12),
                1 + random.nextInt(31),
                random.nextBoolean() ? "T" : " ",
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                List.of("", "Z", ".1", ".12Z", ".123Z", ".123456", "+05:30", ".5-0800")
                        .get(random.nextInt(8))));
        for (int damage = random.nextInt(3); damage > 0; damage--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, "0123456789-:TtZW. +,é".charAt(random.nextInt(21)));
                case 1 -> text.deleteCharAt(at);
                default -> text.setLength(at + 1);
            }
        }
        return text.toString();
    }
}
