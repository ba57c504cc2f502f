package io.millrace.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.BytesVector;
import io.millrace.sql.text.NumberText.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    private final NumberText number = new NumberText();

    @Test
    void doublesAreReadAsJavaReadsThem() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            double value = random.nextBoolean()
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(2_000_000) / Math.pow(10, random.nextInt(7));
            String text = Double.toString(value);

            assertThat(parse(text)).isEqualTo(Kind.FRACTION);
            assertThat(number.fraction()).isEqualTo(Double.valueOf(value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "-0.0",
                ".5",
                "5.",
                "123456789012345678.9",
                "0.000000000000000000000000001",
                "9007199254740993.0",
                "1e5",
                "1E-5",
                "0x1p3",
                "NaN",
                "-Infinity",
                "1f",
                "1d",
                "00000000000000000000000001.5",
                "179769313486231570000000000000000000000.5"
            })
    void unusualDoublesAreReadAsJavaReadsThem(String text) {
        assertThat(parse(text)).isEqualTo(Kind.FRACTION);
        assertThat(number.fraction()).isEqualTo(Double.valueOf(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "-", "+", ".", "-.", "e5", "1e", "abc", "1.2.3", "1,5", "--1", "1 2", "Nan", "Inf", "0x", "１"
            })
    void whatIsNoNumberIsNone(String text) {
        assertThat(parse(text)).isEqualTo(Kind.NOT_A_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                9,
                10,
                -10,
                99,
                100,
                1_234_567_890_123L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1
            })
    void longsAreReadAndWrittenAsJavaDoes(long value) {
        BytesVector written = new BytesVector();
        NumberText.append(value, written);

        assertThat(written.string(0)).isEqualTo(Long.toString(value));
        assertThat(parse(written.string(0))).isEqualTo(Kind.INTEGER);
        assertThat(number.integer()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999999999"})
    void integersThatNoLongHoldsAreFractions(String text) {
        assertThat(parse(text)).isEqualTo(Kind.FRACTION);
        assertThat(number.fraction()).isEqualTo(Double.valueOf(text));
    }

    private Kind parse(String text) {
        byte[] bytes = Utf8.encode(text);
        return number.parse(bytes, 0, bytes.length);
    }
}
