package io.millrace.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.localstack.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    @TempDir
    Path directory;

    private Path log = Path.of("");
    private LogReader reader = new LogReader(Part.S3, log);

    @BeforeEach
    void write() throws IOException {
        log = directory.resolve("s3.log");
        reader = new LogReader(Part.S3, log);
        Files.writeString(log, "one\ntwo\nthr");
    }

    @Test
    void aLineIsReadWhenItIsWhole() throws IOException {
        assertThat(reader.newLines()).containsExactly("one", "two");

        Files.writeString(log, "ee\n", StandardOpenOption.APPEND);

        assertThat(reader.newLines()).containsExactly("three");
        assertThat(reader.newLines()).isEmpty();
    }

    @Test
    void aNewFileInItsPlaceIsReadFromTheBeginning() throws IOException {
        assertThat(reader.newLines()).hasSize(2);

        Files.move(log, directory.resolve("s3.log.1"));
        assertThat(reader.newLines()).isEmpty();
        Files.writeString(log, "after the restart\n");

        assertThat(reader.newLines()).containsExactly("after the restart");
    }
}
