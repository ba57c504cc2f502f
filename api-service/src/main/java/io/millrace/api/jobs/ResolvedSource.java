package io.millrace.api.jobs;

import io.millrace.api.connections.Connection;
import io.millrace.api.files.StagedFile;
import io.millrace.messages.secrets.JobSecrets;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.model.FormatSettings;
import io.millrace.model.JobSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job's source with every name looked up.
 *
 * @param connection the one it reads through, if any
 * @param files those it reads, if any
 * @param warnings for the job's log
 */
record ResolvedSource(
        JobSource source,
        FormatSettings format,
        Optional<Connection> connection,
        List<StagedFile> files,
        List<String> warnings) {

    /** What the job says of it wherever it is stored or sent: its secrets are encrypted. */
    JobSource forJob(UUID job, SecretCipher cipher) {
        return JobSecrets.encrypt(source, job.toString(), cipher);
    }
}
