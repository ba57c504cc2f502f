package io.millrace.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSecretsTest {
    @TempDir
    Path directory;

    @Test
    void theyAreMadeOnceAndKept() throws IOException {
        StackSecrets first = StackSecrets.in(directory);

        StackSecrets second = StackSecrets.in(directory);

        assertThat(second.apiKey()).isEqualTo(first.apiKey()).startsWith("pok_").hasSize(44);
        assertThat(second.projectId()).isEqualTo(first.projectId());
        assertThat(second.postgresPassword()).isEqualTo(first.postgresPassword());
        assertThat(second.encryptionKeys()).isEqualTo(first.encryptionKeys()).matches("local:[A-Za-z0-9+/]{43}=");
    }

    @Test
    void twoDirectoriesHaveDifferentOnes() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));

        assertThat(StackSecrets.in(other).apiKey())
                .isNotEqualTo(StackSecrets.in(directory).apiKey());
    }

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        StackSecrets.in(directory);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void oneThatIsMissingIsAddedWithoutChangingTheOthers() throws IOException {
        Files.writeString(directory.resolve("secrets.properties"), "api-key=pok_mine\n");

        StackSecrets secrets = StackSecrets.in(directory);

        assertThat(secrets.apiKey()).isEqualTo("pok_mine");
        assertThat(StackSecrets.in(directory).graphistryPassword()).isEqualTo(secrets.graphistryPassword());
    }
}
