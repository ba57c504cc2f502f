package io.millrace.localstack.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpNamesEveryCommandAndOption() {
        assertThat(run("help")).isZero();
        for (Command command : Command.values()) {
            assertThat(out.toString(UTF_8)).contains("\n  " + command.label() + " ");
            for (Command.Option option : Command.Option.values()) {
                assertThat(out.toString(UTF_8)).contains(option.label());
            }
        }
    }

    @Test
    void aMistakeIsToldOnTheErrorStreamWithExitCodeTwo() {
        assertThat(run("dwon")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("There is no command 'dwon'.");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void statusOfAStackThatNeverRanIsThree() {
        assertThat(run("status")).isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains(data.toString());
    }

    @Test
    void downOfAStackThatDoesNotRunSaysSo() {
        assertThat(run("down")).isZero();
        assertThat(out.toString(UTF_8)).contains("Nothing runs in " + data);
    }

    private int run(String... words) {
        return Launcher.run(List.of(words), data, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
