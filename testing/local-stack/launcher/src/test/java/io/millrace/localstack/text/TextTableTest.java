package io.millrace.localstack.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersAreAlignedToTheRightAndTextToTheLeft() {
        TextTable table = new TextTable("TABLE", "ROWS").row("edits", "39,244").row("by_hour", "12");

        assertThat(table.lines()).containsExactly("TABLE      ROWS", "edits    39,244", "by_hour      12");
    }
}
