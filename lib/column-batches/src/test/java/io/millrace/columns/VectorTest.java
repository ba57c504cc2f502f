package io.millrace.columns;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DataType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorTest {
    @ParameterizedTest
    @EnumSource(DataType.class)
    void aNullIsANullAndItsNeighboursAreNot(DataType type) {
        Vector vector = Vector.of(type);

        appendSomething(vector);
        vector.appendNull();
        appendSomething(vector);

        assertThat(List.of(vector.isNull(0), vector.isNull(1), vector.isNull(2)))
                .containsExactly(false, true, false);
        assertThat(vector.hasNulls()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void aClearedVectorHasForgottenItsNulls(DataType type) {
        Vector vector = Vector.of(type);
        vector.appendNull();

        vector.clear();
        appendSomething(vector);

        assertThat(vector.size()).isEqualTo(1);
        assertThat(vector.isNull(0)).isFalse();
        assertThat(vector.hasNulls()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void whatWasTakenBackDoesNotShineThroughWhatComesAfter(DataType type) {
        Vector vector = Vector.of(type);
        appendSomething(vector);
        vector.appendNull();

        vector.truncate(1);
        appendSomething(vector);

        assertThat(vector.size()).isEqualTo(2);
        assertThat(vector.isNull(1)).isFalse();
    }

    @Test
    void aLongVectorGrowsAndKeepsItsValues() {
        LongVector vector = new LongVector();
        for (int i = 0; i < 10_000; i++) {
            vector.append(i * 3L);
        }

        assertThat(vector.size()).isEqualTo(10_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(vector.get(i)).isEqualTo(i * 3L);
        }
    }

    @Test
    void aResizedVectorIsFilledInPlace() {
        DoubleVector vector = new DoubleVector();
        vector.appendNull();

        vector.resize(3000);
        vector.values()[2999] = 1.5;
        vector.setNull(2000);

        assertThat(vector.isNull(0)).isFalse();
        assertThat(vector.get(2999)).isEqualTo(1.5);
        assertThat(vector.isNull(2000)).isTrue();
    }

    @Test
    void bytesOfAnyLengthComeBackAsTheyWere() {
        BytesVector vector = new BytesVector();
        vector.append("");
        vector.append("é😀");
        vector.appendNull();
        vector.append(new byte[100_000]);

        assertThat(vector.string(0)).isEmpty();
        assertThat(vector.isNull(0)).isFalse();
        assertThat(vector.string(1)).isEqualTo("é😀");
        assertThat(vector.length(1)).isEqualTo("é😀".getBytes(StandardCharsets.UTF_8).length);
        assertThat(vector.length(2)).isZero();
        assertThat(vector.bytes(3)).hasSize(100_000);
    }

    @Test
    void aValueMayBeWrittenInPlace() {
        BytesVector vector = new BytesVector();
        vector.append("before");

        int start = vector.begin(10);
        vector.data()[start] = 'x';
        vector.data()[start + 1] = 'y';
        vector.finish(2);
        vector.append("after");

        assertThat(vector.string(1)).isEqualTo("xy");
        assertThat(vector.string(2)).isEqualTo("after");
    }

    private static void appendSomething(Vector vector) {
        if (vector instanceof LongVector longs) {
            longs.append(7);
        } else if (vector instanceof DoubleVector doubles) {
            doubles.append(7.5);
        } else {
            ((BytesVector) vector).append("seven");
        }
    }
}
