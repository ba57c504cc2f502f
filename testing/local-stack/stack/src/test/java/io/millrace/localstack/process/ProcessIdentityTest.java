package io.millrace.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private final ProcessIdentity self =
            ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

    @Test
    void aRunningProcessIsAlive() {
        assertThat(self.isAlive()).isTrue();
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotTheSame() {
        ProcessIdentity earlier = new ProcessIdentity(self.pid(), self.startTicks() - 1);

        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void aLineTellsTheProcessAgain() {
        assertThat(ProcessIdentity.ofLine(self.toLine() + "\n")).hasValue(self);
    }

    @Test
    void aDamagedLineTellsNothing() {
        assertThat(ProcessIdentity.ofLine("12")).isEmpty();
        assertThat(ProcessIdentity.ofLine("twelve 13")).isEmpty();
    }

    @Test
    void aProcessThatIgnoresTheSignalIsKilledAfterItsGrace() throws IOException, InterruptedException {
        Process stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done").start();
        ProcessIdentity identity = ProcessIdentity.of(stubborn.pid()).orElseThrow();

        identity.end("TERM", Duration.ofMillis(300));

        assertThat(identity.isAlive()).isFalse();
    }

    @Test
    void itsMemoryIsMeasured() {
        assertThat(self.residentBytes()).isBetween(10_000_000L, 8_000_000_000L);
    }
}
