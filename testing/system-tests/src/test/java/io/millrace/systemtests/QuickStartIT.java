package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's quick start does what it says when its commands are run as they are printed. */
class QuickStartIT {
    private static final Path README = Path.of("../../README.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyCommandOfTheReadmeWorksAsPrinted(@TempDir Path directory) throws Exception {
        RunningMillrace millrace = RunningMillrace.shared();
        Files.createDirectory(directory.resolve(".millrace"));
        Files.writeString(directory.resolve(".millrace/ready.json"), millrace.readyJson());

        // The first two blocks build and start Millrace, which runs already.
        List<String> blocks = commands();
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        blocks.subList(2, blocks.size()).forEach(script::append);
        String output = run(directory, script.toString());

        assertThat(output).doesNotContain("\"error\"");
        ApiClient api = millrace.api();
        assertRows(
                api,
                "SELECT page, COUNT(*) AS visits, SUM(ms) AS ms FROM visits GROUP BY page ORDER BY page",
                "[{\"page\":\"docs\",\"visits\":1,\"ms\":80},{\"page\":\"home\",\"visits\":1,\"ms\":120}]");
        assertRows(
                api,
                "SELECT button, SUM(clicks) AS clicks FROM clicks_by_minute GROUP BY button ORDER BY button",
                "[{\"button\":\"buy\",\"clicks\":1},{\"button\":\"look\",\"clicks\":1}]");
    }

    private static void assertRows(ApiClient api, String sql, String expected) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode rows = api.query(sql);
            assertThat(rows.toString()).isEqualTo(expected);
        });
    }

    private static List<String> commands() throws IOException {
        return COMMANDS.matcher(Files.readString(README, StandardCharsets.UTF_8))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String run(Path directory, String script) throws Exception {
        Path output = directory.resolve("output");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(bash.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(bash.exitValue()).as(text).isZero();
        return text;
    }
}
