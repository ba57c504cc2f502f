package io.millrace.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.errors.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.json", "dir/sub dir/a.json", "ünïcode ☃.csv", "...", "a..b", "100%.csv"})
    void ordinaryNamesMayBeUsed(String name) {
        assertThat(FileName.checked(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/a", "a/", "a//b", "../a", "a/./b", "..", "a\nb", "a\u0000"})
    void namesThatCouldNotStandInAnAddressAreRefused(String name) {
        assertThatThrownBy(() -> FileName.checked(name)).isInstanceOf(ApiException.class);
    }

    @Test
    void lengthCountsInBytes() {
        assertThat(FileName.checked("ä".repeat(512))).hasSize(512);
        assertThatThrownBy(() -> FileName.checked("ä".repeat(513))).isInstanceOf(ApiException.class);
    }
}
