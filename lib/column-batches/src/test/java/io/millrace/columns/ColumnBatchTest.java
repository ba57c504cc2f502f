package io.millrace.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DataType;
import io.millrace.model.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnBatchTest {
    private static final RowSchema SCHEMA =
            new RowSchema(List.of(new Field("page", DataType.STRING), new Field("added", DataType.LONG)));

    @Test
    void aRowThatIsTakenBackLeavesNothing() {
        ColumnBatch batch = new ColumnBatch(SCHEMA);
        row(batch, "a", 1);
        batch.bytes(0).append("half a row");

        batch.undoRow();
        row(batch, "b", 2);

        assertThat(batch.rows()).isEqualTo(2);
        assertThat(batch.bytes(0).string(1)).isEqualTo("b");
        assertThat(batch.longs(1).get(1)).isEqualTo(2);
    }

    @Test
    void rowsMoveBetweenBatchesOfOneSchema() {
        ColumnBatch from = new ColumnBatch(SCHEMA);
        row(from, "a", 1);
        from.vector(0).appendNull();
        from.longs(1).append(5);
        from.endRow();
        ColumnBatch to = new ColumnBatch(SCHEMA);

        to.appendRow(from, 1);
        to.appendRow(from, 0);

        assertThat(to.rows()).isEqualTo(2);
        assertThat(to.vector(0).isNull(0)).isTrue();
        assertThat(to.bytes(0).string(1)).isEqualTo("a");
    }

    @Test
    void twoFieldsOfOneNameAreRefused() {
        Field field = new Field("a", DataType.LONG);

        assertThatThrownBy(() -> new RowSchema(List.of(field, field))).hasMessageContaining("\"a\"");
    }

    @Test
    void anUnknownNameHasNoIndex() {
        assertThat(SCHEMA.indexOf("added")).isEqualTo(1);
        assertThat(SCHEMA.indexOf("Added")).isEqualTo(-1);
    }

    private static void row(ColumnBatch batch, String page, long added) {
        batch.bytes(0).append(page);
        batch.longs(1).append(added);
        batch.endRow();
    }
}
