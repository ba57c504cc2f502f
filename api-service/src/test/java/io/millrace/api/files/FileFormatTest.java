package io.millrace.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.errors.ApiException;
import io.millrace.model.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFormatTest {
    @ParameterizedTest
    @CsvSource({
        "a.json, nd-json, NONE",
        "a.jsonl.gz, nd-json, GZIP",
        "dir.csv/a.NDJSON.BZ2, nd-json, BZIP2",
        "a.csv, csv, NONE",
        "a.tsv.xz, csv, XZ",
        "a.txt.zst, csv, ZSTD",
        "a.csv.zstd, csv, ZSTD",
        "a.csv.sz, csv, SNAPPY",
        "a.parquet, parquet, NONE",
        "a.orc, orc, NONE",
        "a.avro, avro_ocf, NONE",
        "a.zip, nd-json, NONE",
        "a.gz, nd-json, GZIP",
        "noextension, nd-json, NONE"
    })
    void theNameTellsTheFormat(String name, String dataFormat, Compression compression) {
        assertThat(FileFormat.of(name, null, null, null)).isEqualTo(new FileFormat(dataFormat, compression));
    }

    @Test
    void theContentTypeTellsWhatTheNameDoesNot() {
        assertThat(FileFormat.of("data", "text/csv; charset=utf-8", null, null))
                .isEqualTo(new FileFormat("csv", Compression.NONE));
        assertThat(FileFormat.of("data", "application/gzip", null, null))
                .isEqualTo(new FileFormat("nd-json", Compression.GZIP));
        assertThat(FileFormat.of("data.json", "text/csv", null, null))
                .isEqualTo(new FileFormat("nd-json", Compression.NONE));
    }

    @Test
    void whatTheClientSaysCountsMost() {
        assertThat(FileFormat.of("a.json.gz", null, "csv", "none")).isEqualTo(new FileFormat("csv", Compression.NONE));
    }

    @Test
    void whatTheClientSaysMustBeKnown() {
        assertThatThrownBy(() -> FileFormat.of("a", null, "excel", null))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("\"excel\"")
                .hasMessageContaining("nd-json");
        assertThatThrownBy(() -> FileFormat.of("a", null, null, "zip"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("\"zip\"");
    }
}
