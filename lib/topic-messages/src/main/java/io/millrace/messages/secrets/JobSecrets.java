package io.millrace.messages.secrets;

import io.millrace.model.JobSource;
import io.millrace.model.S3Location;

/** The secrets inside a job's definition. They are encrypted for that one job. */
public final class JobSecrets {
    private JobSecrets() {}

    /** The source as it may be stored and sent. */
    public static JobSource encrypt(JobSource source, String jobId, SecretCipher cipher) {
        if (source instanceof JobSource.S3 s3) {
            String secret = s3.location().secretAccessKey();
            String encrypted = secret == null ? null : cipher.encrypt(secret, owner(jobId));
            return new JobSource.S3(s3.location().withSecretAccessKey(encrypted), s3.selection());
        }
        return source;
    }

    /**
     * The location as it is opened.
     *
     * @throws UnreadableSecretException if its secret is not encrypted, or cannot be decrypted
     */
    public static S3Location decrypt(S3Location location, String jobId, SecretCipher cipher) {
        String encrypted = location.secretAccessKey();
        return encrypted == null ? location : location.withSecretAccessKey(cipher.decrypt(encrypted, owner(jobId)));
    }

    private static String owner(String jobId) {
        return "job " + jobId;
    }
}
