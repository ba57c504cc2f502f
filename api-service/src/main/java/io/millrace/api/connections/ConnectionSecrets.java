package io.millrace.api.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.json.RequestJson;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.messages.secrets.UnreadableSecretException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** The secrets of one connection by name, each encrypted until it is asked for. */
public final class ConnectionSecrets {
    private final UUID connection;
    private final ObjectNode encrypted;
    private final SecretCipher cipher;

    private ConnectionSecrets(UUID connection, ObjectNode encrypted, SecretCipher cipher) {
        this.connection = connection;
        this.encrypted = encrypted;
        this.cipher = cipher;
    }

    static ConnectionSecrets encrypt(UUID connection, ObjectNode values, SecretCipher cipher) {
        ObjectNode encrypted = eachOf(values, value -> cipher.encrypt(value, owner(connection)));
        return new ConnectionSecrets(connection, encrypted, cipher);
    }

    /** As the database has them. */
    static ConnectionSecrets stored(UUID connection, String stored, SecretCipher cipher) {
        return new ConnectionSecrets(connection, RequestJson.parseStored(stored), cipher);
    }

    UUID connection() {
        return connection;
    }

    boolean has(String name) {
        return encrypted.has(name);
    }

    /** @throws UnreadableSecretException if it cannot be decrypted */
    Optional<String> value(String name) {
        return Optional.ofNullable(encrypted.path(name).textValue()).map(this::decrypt);
    }

    /** @throws UnreadableSecretException if one of them cannot be decrypted */
    ObjectNode values() {
        return eachOf(encrypted, this::decrypt);
    }

    /** For the database. */
    String stored() {
        return encrypted.toString();
    }

    /** Whether all are encrypted with the key that encrypts now. */
    boolean areCurrent() {
        return StreamSupport.stream(encrypted.spliterator(), false).allMatch(value -> cipher.isCurrent(value.asText()));
    }

    /**
     * The same, encrypted with the key that encrypts now; what was stored before there was encryption is encrypted, too.
     *
     * @throws UnreadableSecretException if one of them cannot be decrypted
     */
    ConnectionSecrets renewed() {
        return encrypt(connection, eachOf(encrypted, text -> cipher.isEncrypted(text) ? decrypt(text) : text), cipher);
    }

    /** Tells nothing of the secrets. */
    @Override
    public String toString() {
        return "ConnectionSecrets[" + owner(connection) + "]";
    }

    private String decrypt(String text) {
        return cipher.decrypt(text, owner(connection));
    }

    private static String owner(UUID connection) {
        return "connection " + connection;
    }

    private static ObjectNode eachOf(ObjectNode texts, UnaryOperator<String> change) {
        ObjectNode changed = RequestJson.newObject();
        texts.properties()
                .forEach(text ->
                        changed.put(text.getKey(), change.apply(text.getValue().asText())));
        return changed;
    }
}
