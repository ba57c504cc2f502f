package io.millrace.messages.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.JobSource;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.S3Location;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobSecretsTest {
    private static final S3Location ZOO =
            new S3Location("http://127.0.0.1:9000", "us-east-1", "zoo", "penguins/", "id", "open sesame");
    private static final ObjectSelection ALL = new ObjectSelection.Prefixes(List.of(""));

    private final SecretCipher cipher = SecretCipher.of("key:" + "A".repeat(43) + "=");

    @Test
    void theSecretOfAnS3SourceIsEncryptedForItsJobAlone() {
        JobSource source = new JobSource.S3(ZOO, ALL);

        JobSource.S3 encrypted = (JobSource.S3) JobSecrets.encrypt(source, "job-1", cipher);

        assertThat(encrypted.location().secretAccessKey()).startsWith("v1:key:");
        assertThat(encrypted.selection()).isEqualTo(ALL);
        assertThat(JobSecrets.decrypt(encrypted.location(), "job-1", cipher)).isEqualTo(ZOO);
        assertThatThrownBy(() -> JobSecrets.decrypt(encrypted.location(), "job-2", cipher))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void anAnonymousSourceStaysAsItIs() {
        S3Location open = ZOO.withSecretAccessKey(null);

        assertThat(JobSecrets.encrypt(new JobSource.S3(open, ALL), "job-1", cipher))
                .isEqualTo(new JobSource.S3(open, ALL));
        assertThat(JobSecrets.decrypt(open, "job-1", cipher)).isEqualTo(open);
    }

    @Test
    void aSecretThatIsNotEncryptedIsRefused() {
        assertThatThrownBy(() -> JobSecrets.decrypt(ZOO, "job-1", cipher))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageNotContaining("sesame");
    }

    @Test
    void otherSourcesHaveNoSecrets() {
        JobSource inline = new JobSource.Inline("{}");

        assertThat(JobSecrets.encrypt(inline, "job-1", cipher)).isSameAs(inline);
    }
}
