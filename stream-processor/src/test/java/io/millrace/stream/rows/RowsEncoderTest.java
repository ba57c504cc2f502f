package io.millrace.stream.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.formats.ArrowBatches;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.stream.rows.RowsEncoder.Encoded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsEncoderTest {
    private static final RowSchema SCHEMA = new RowSchema(List.of(new Field("word", DataType.STRING)));

    @Test
    void aSmallBatchIsOneMessage() {
        Encoded encoded = RowsEncoder.DEFAULT.encode(words(List.of("a", "b")));

        assertThat(encoded.messages()).hasSize(1);
        assertThat(encoded.droppedRows()).isZero();
        assertThat(decoded(encoded)).containsExactly("a", "b");
    }

    @Test
    void aLargeBatchIsSplitAndItsOrderIsKept() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            words.add(i + "-" + "x".repeat(1000));
        }

        Encoded encoded = new RowsEncoder(20_000, 50_000).encode(words(words));

        assertThat(encoded.messages()).hasSizeGreaterThan(4).allMatch(message -> message.length <= 20_000);
        assertThat(decoded(encoded)).isEqualTo(words);
    }

    @Test
    void aRowThatFitsNoMessageIsDroppedAndItsNeighboursAreKept() {
        Encoded encoded = new RowsEncoder(2_000, 5_000).encode(words(List.of("a", "x".repeat(10_000), "b")));

        assertThat(encoded.droppedRows()).isEqualTo(1);
        assertThat(decoded(encoded)).containsExactly("a", "b");
    }

    @Test
    void aRowAboveTheTargetButBelowTheLimitIsAMessageOfItsOwn() {
        String large = "x".repeat(4_000);

        Encoded encoded = new RowsEncoder(2_000, 8_000).encode(words(List.of("a", large)));

        assertThat(encoded.droppedRows()).isZero();
        assertThat(decoded(encoded)).containsExactly("a", large);
    }

    private static ColumnBatch words(List<String> words) {
        ColumnBatch batch = new ColumnBatch(SCHEMA);
        for (String word : words) {
            batch.bytes(0).append(word);
            batch.endRow();
        }
        return batch;
    }

    private static List<String> decoded(Encoded encoded) {
        List<String> words = new ArrayList<>();
        for (byte[] message : encoded.messages()) {
            ColumnBatch batch = ArrowBatches.decode(message, SCHEMA);
            for (int row = 0; row < batch.rows(); row++) {
                words.add(batch.bytes(0).string(row));
            }
        }
        return words;
    }
}
