package io.millrace.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSummaryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "whole"      | whole
            "cut of      | cut of
            "a\\tb"      | 'a	b'
            "half\\      | half
            "half\\u00   | half
            "back\\\\    | back\\
            "q\\"uote    | q"uote
            """)
    void theStartOfAJsonStringIsReadUpToTheCut(String start, String text) {
        assertThat(JobSummary.textOf(start)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"null"})
    void whatIsNoStringIsNoText(String start) {
        assertThat(JobSummary.textOf(start)).isNull();
    }
}
