package io.millrace.api.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"Koalas", "a b", "Größe-2.1_x", "日本"})
    void ordinaryNamesMayBeUsed(String name) {
        assertThat(TableName.objection(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", ".a", "a/b", "a\tb", "a\u0085b", "a\u00a0b", "a😀", "a\ufffdb", "a\ud800"})
    void otherNamesAreRefused(String name) {
        assertThat(TableName.objection(name)).isPresent();
    }
}
