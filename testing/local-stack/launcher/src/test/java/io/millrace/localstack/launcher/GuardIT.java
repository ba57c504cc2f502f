package io.millrace.localstack.launcher;

import static io.millrace.localstack.Part.S3;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.localstack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardIT {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicInteger notes = new AtomicInteger();

    @Test
    void aPartThatIsKilledRunsAgainAndTheNewProcessIsWrittenDown() {
        try (LocalStack stack = LocalStack.in(directory).with(S3).start()) {
            Guard guard = new Guard(stack, notes::incrementAndGet, new PrintStream(out, true, UTF_8));
            guard.start();
            long before = stack.pid(S3);

            stack.kill(S3);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(notes).hasValue(1));
            assertThat(stack.isAlive(S3)).isTrue();
            assertThat(stack.pid(S3)).isNotEqualTo(before);
            await().untilAsserted(() ->
                    assertThat(out.toString(UTF_8)).contains("s3 ended", "s3 runs again as process " + stack.pid(S3)));
            guard.stop();
        }
    }

    @Test
    void afterItWasStoppedNothingIsStartedAgain() throws InterruptedException {
        try (LocalStack stack = LocalStack.in(directory).with(S3).start()) {
            Guard guard = new Guard(stack, notes::incrementAndGet, new PrintStream(out, true, UTF_8));
            guard.start();
            guard.stop();

            stack.kill(S3);

            Thread.sleep(1_000);
            assertThat(stack.isAlive(S3)).isFalse();
        }
    }
}
