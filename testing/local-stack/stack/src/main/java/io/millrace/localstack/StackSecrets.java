package io.millrace.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;

/** Passwords, keys and the default project's id: made once for a directory, readable by its owner alone. */
public final class StackSecrets {
    private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, Supplier<String>> MAKERS = Map.of(
            "s3.access-key", () -> "millrace" + random(12),
            "s3.secret-key", () -> random(40),
            "postgres.password", () -> random(32),
            "project-id", () -> UUID.randomUUID().toString(),
            "api-key", () -> "pok_" + random(40),
            "encryption-keys", () -> "local:" + randomKey(),
            "graphistry.username", () -> "millrace",
            "graphistry.password", () -> random(24));

    private final Properties values;

    private StackSecrets(Properties values) {
        this.values = values;
    }

    /** The secrets of a stack's directory; those it lacks are made and kept. */
    static StackSecrets in(Path directory) throws IOException {
        Path file = directory.resolve("secrets.properties");
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            }
        }
        if (!values.stringPropertyNames().containsAll(MAKERS.keySet())) {
            MAKERS.forEach((name, maker) -> values.computeIfAbsent(name, missing -> maker.get()));
            StringWriter text = new StringWriter();
            values.store(text, null);
            PrivateFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new StackSecrets(values);
    }

    public UUID projectId() {
        return UUID.fromString(value("project-id"));
    }

    /** The administrator's API key. */
    public String apiKey() {
        return value("api-key");
    }

    public String graphistryUsername() {
        return value("graphistry.username");
    }

    public String graphistryPassword() {
        return value("graphistry.password");
    }

    /** What the services encrypt the secrets of connections with. */
    String encryptionKeys() {
        return value("encryption-keys");
    }

    String s3AccessKey() {
        return value("s3.access-key");
    }

    String s3SecretKey() {
        return value("s3.secret-key");
    }

    String postgresPassword() {
        return value("postgres.password");
    }

    private String value(String name) {
        return values.getProperty(name);
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS_AND_DIGITS.charAt(RANDOM.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return text.toString();
    }
}
