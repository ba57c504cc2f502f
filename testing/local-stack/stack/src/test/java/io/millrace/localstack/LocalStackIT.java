package io.millrace.localstack;

import static io.millrace.localstack.Part.KAFKA;
import static io.millrace.localstack.Part.POSTGRES;
import static io.millrace.localstack.Part.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.localstack.process.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three servers for real, started once; each test kills or stops something and looks what is left. */
class LocalStackIT {
    @TempDir
    static Path directory;

    static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.in(directory).with(KAFKA, S3, POSTGRES).start();
    }

    @AfterAll
    static void stop() {
        List<ProcessIdentity> processes =
                stack.parts().stream().map(stack::process).toList();
        stack.close();
        assertThat(processes).noneMatch(ProcessIdentity::isAlive);
    }

    @Test
    void objectsSurviveAKillOfTheS3Server() {
        StackClients.put(stack.s3(), "kept/one", "first");

        stack.kill(S3);
        stack.restart(S3);

        assertThat(StackClients.get(stack.s3(), "kept/one")).isEqualTo("first");
    }

    @Test
    void aWrongS3SecretIsRefused() {
        S3Access access = stack.s3();
        S3Access wrong =
                new S3Access(access.endpoint(), access.region(), access.bucket(), access.accessKey(), "not-the-secret");

        assertThatThrownBy(() -> StackClients.put(wrong, "kept/two", "second")).hasMessageContaining("403");
    }

    @Test
    void committedRowsSurviveAKillOfPostgres() throws Exception {
        StackClients.execute(stack.postgres().controlUrl(), stack.postgres(), "CREATE TABLE kept (id int)");
        StackClients.execute(stack.postgres().controlUrl(), stack.postgres(), "INSERT INTO kept VALUES (7)");

        stack.kill(POSTGRES);
        stack.restart(POSTGRES);

        assertThat(StackClients.number(stack.postgres().controlUrl(), stack.postgres(), "SELECT sum(id) FROM kept"))
                .isEqualTo(7);
    }

    @Test
    void theCatalogHasADatabaseOfItsOwn() throws Exception {
        assertThat(StackClients.number(stack.postgres().catalogUrl(), stack.postgres(), "SELECT 42"))
                .isEqualTo(42);
    }

    @Test
    void whatPostgresPromisesToKeepIsFlushedToTheDisk() throws Exception {
        String onCount = "SELECT count(*) FROM pg_settings WHERE setting = 'on'"
                + " AND name IN ('fsync', 'synchronous_commit', 'full_page_writes')";

        assertThat(StackClients.number(stack.postgres().controlUrl(), stack.postgres(), onCount))
                .isEqualTo(3);
    }

    @Test
    void messagesSurviveAKillOfKafka() throws Exception {
        StackClients.createTopic(stack.kafka(), "kept");
        StackClients.send(stack.kafka(), "kept", "first");

        stack.kill(KAFKA);
        stack.restart(KAFKA);
        StackClients.send(stack.kafka(), "kept", "second");

        assertThat(StackClients.read(stack.kafka(), "kept", 2)).containsExactly("first", "second");
    }

    @Test
    void killedPartsAreSeenToBeDeadUntilTheyAreRestarted() {
        long before = stack.pid(S3);

        stack.kill(S3);

        assertThat(stack.isAlive(S3)).isFalse();
        stack.restart(S3);
        assertThat(stack.isAlive(S3)).isTrue();
        assertThat(stack.pid(S3)).isNotEqualTo(before);
    }

    @Test
    void aSecondStackInTheSameDirectoryIsRefused() {
        assertThatThrownBy(() -> LocalStack.in(directory).with(S3).start())
                .isInstanceOf(StackInUseException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void aTakenPortIsNamedTogetherWithItsHolder() {
        Path other = directory.resolve("other");
        int base = stack.port(POSTGRES) - 6;

        assertThatThrownBy(
                        () -> LocalStack.in(other).with(POSTGRES).basePort(base).start())
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("Port " + stack.port(POSTGRES) + ", wanted for postgres,")
                .hasMessageContaining("process " + stack.pid(POSTGRES) + " (")
                .hasMessageContaining("--port");
    }
}
