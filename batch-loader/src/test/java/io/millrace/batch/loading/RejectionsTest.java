package io.millrace.batch.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.formats.RejectedRecord;
import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aRejectedRecordIsKeptWithWhereItWas() {
        Rejections rejections = rejections(10, 1000);

        rejections.add("s3://zoo/a.json", record(17, 5));

        assertThat(rejections.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.source()).isEqualTo("s3://zoo/a.json");
            assertThat(letter.recordNumber()).isEqualTo(17);
            assertThat(letter.byteOffset()).isEqualTo(1700);
            assertThat(letter.payload()).hasSize(5);
            assertThat(letter.at()).isEqualTo(NOW);
        });
    }

    @Test
    void onlySoManyAreKeptAndTheRestIsCountedInTheLog() {
        Rejections rejections = rejections(6, 1000);

        for (int number = 1; number <= 9; number++) {
            rejections.add("a.json", record(number, 5));
        }

        assertThat(rejections.deadLetters()).hasSize(6);
        assertThat(rejections.logLines()).hasSize(6);
        assertThat(rejections.logLines().get(5).message()).contains("4 more").contains("6 are kept");
    }

    @Test
    void onlySoManyBytesAreKept() {
        Rejections rejections = rejections(10, 12);

        rejections.add("a.json", record(1, 10));
        rejections.add("a.json", record(2, 10));
        rejections.add("a.json", record(3, 2));

        assertThat(rejections.deadLetters()).extracting("recordNumber").containsExactly(1L, 3L);
    }

    @Test
    void linesSayWhereAndWhyAndAreTheSameWhenTheTaskIsRepeated() {
        Rejections first = rejections(10, 1000);
        Rejections again = rejections(10, 1000);

        first.add("a.json", record(2, 5));
        again.add("a.json", record(2, 5));

        Report.LogLine line = first.logLines().get(0);
        assertThat(line.message()).isEqualTo("a.json, record 2 at byte 200: not a JSON object");
        assertThat(line.level()).isEqualTo(Report.Level.WARN);
        assertThat(again.logLines()).isEqualTo(first.logLines());
    }

    private static Rejections rejections(int letters, long bytes) {
        return new Rejections("job", 3, letters, bytes, InstantSource.fixed(NOW));
    }

    private static RejectedRecord record(long number, int bytes) {
        return new RejectedRecord(
                number, number * 100, ErrorCode.CANNOT_PARSE_SOURCE, "not a JSON object", new byte[bytes], false);
    }
}
