package io.millrace.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.errors.Problem;
import io.millrace.api.errors.Problems;
import io.millrace.model.FormatSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatByNameTest {
    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s3://bucket/a.tsv       | TAB
            a.TSV.gz                | TAB
            a.tsv.csv               | COMMA
            notes.tsv.d/a.csv       | COMMA
            a.txt                   | COMMA
            """)
    void theExtensionTellsTheDelimiter(String name, String delimiter) {
        assertThat(common(name))
                .extracting(settings -> ((FormatSettings.Csv) settings).delimiter())
                .isEqualTo(delimiter.equals("TAB") ? "\t" : ",");
        assertThat(FormatByName.delimiterOf(List.of(name))).isEqualTo(delimiter.equals("TAB") ? "\t" : ",");
    }

    @Test
    void aNameThatTellsNothingMeansNewlineDelimitedJson() {
        assertThat(common("s3://bucket.with.dots/key")).isEqualTo(new FormatSettings.NdJson());
        assertThat(common()).isEqualTo(new FormatSettings.NdJson());
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void aFormatThatIsNotSupportedIsRefused() {
        common("a.parquet");

        assertThat(problems.found())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("\"parquet\"", "formatSettings"));
    }

    @Test
    void differentFormatsAreRefused() {
        common("a.tsv", "b.csv", "c.csv");

        assertThat(problems.found())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("[csv with tabs, csv]");
    }

    private FormatSettings common(String... names) {
        return FormatByName.common(Stream.of(names).map(FormatByName::of).toList(), "source.uris", problems);
    }
}
