package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetachedBatchTest {
    private final RecordBatch batch = new RecordBatch(new RowSchema(List.of(new Field("n", DataType.LONG))), 10);

    @Test
    void aDetachedBatchKeepsItsRecordsWhileTheReaderReusesItsBuffer() {
        byte[] buffer = "..first,second".getBytes(StandardCharsets.UTF_8);
        fill(buffer);

        batch.detach();
        Arrays.fill(buffer, (byte) '!');

        assertThat(payload(0)).isEqualTo("first");
        assertThat(payload(1)).isEqualTo("second");
    }

    @Test
    void aBatchCanBeFilledAndDetachedAgain() {
        fill("..first,second".getBytes(StandardCharsets.UTF_8));
        batch.detach();

        fill("..FIRST,SECOND".getBytes(StandardCharsets.UTF_8));
        batch.detach();

        assertThat(payload(0)).isEqualTo("FIRST");
        assertThat(payload(1)).isEqualTo("SECOND");
    }

    @Test
    void aBatchWithoutRowsCanBeDetached() {
        batch.start(new byte[0]);

        batch.detach();

        assertThat(batch.isEmpty()).isTrue();
    }

    private void fill(byte[] buffer) {
        batch.start(buffer);
        batch.rows().longs(0).append(1);
        batch.endRow(1, 0, 2, 5, false);
        batch.rows().longs(0).append(2);
        batch.endRow(2, 6, 8, 6, false);
    }

    private String payload(int row) {
        RejectedRecord rejected = batch.reject(row, ErrorCode.NULL_TIMESTAMP, "");
        return new String(rejected.payload(), StandardCharsets.UTF_8);
    }
}
