package io.millrace.localstack;

import static io.millrace.localstack.Part.POSTGRES;
import static io.millrace.localstack.Part.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.localstack.StackStatus.PartStatus;
import io.millrace.localstack.process.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that owns a stack is killed, and cannot end its children itself. */
class KilledOwnerIT {
    @TempDir
    Path directory;

    private final int basePort = StackPorts.free().apiService();
    private List<ProcessIdentity> children = List.of();

    @BeforeEach
    void startAndKillAnOwner() throws IOException, InterruptedException {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerMain.class.getName(),
                        directory.toString(),
                        Integer.toString(basePort))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = owner.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("started");
            assertThat(StackStatus.of(directory).owner().map(ProcessIdentity::pid))
                    .hasValue(owner.pid());
            children = StackStatus.of(directory).parts().stream()
                    .map(PartStatus::process)
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(children).hasSize(2);
            owner.destroyForcibly().waitFor();
        }
    }

    @Test
    void itsChildrenEndByThemselves() throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessIdentity::isAlive));
        assertThat(StackStatus.of(directory).owner()).isEmpty();
    }

    @Test
    void theNextStackTakesItsPlaceAtOnceOnTheSamePortsWithTheSameData() throws Exception {
        byte[] secretsBefore = Files.readAllBytes(directory.resolve("secrets.properties"));

        try (LocalStack stack =
                LocalStack.in(directory).with(S3, POSTGRES).basePort(basePort).start()) {
            assertThat(children).noneMatch(ProcessIdentity::isAlive);
            assertThat(stack.port(S3)).isEqualTo(basePort + 5);
            assertThat(StackClients.number(stack.postgres().controlUrl(), stack.postgres(), "SELECT 1"))
                    .isEqualTo(1);
        }
        assertThat(directory.resolve("secrets.properties")).hasBinaryContent(secretsBefore);
    }
}
