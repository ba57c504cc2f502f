package io.millrace.messages.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets with AES-256-GCM for storing and sending. The text form is {@code v1:<key id>:<base64>}, so that the key
 * can be changed: the first key encrypts, each of them decrypts. What is encrypted for one owner, such as a job, cannot be
 * passed off as another's. Thread-safe.
 */
public final class SecretCipher {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern FORM = Pattern.compile("(v1:([A-Za-z0-9_-]{1,32}):)([A-Za-z0-9+/]+={0,2})");

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys;
    private final String currentKeyId;

    private SecretCipher(Map<String, SecretKey> keys) {
        this.keys = keys;
        this.currentKeyId = keys.keySet().iterator().next();
    }

    /**
     * A cipher with the keys of {@code millrace.secrets.keys}.
     *
     * @param keys {@code id:base64key,id2:base64key2}, each key of 32 bytes
     * @throws IllegalArgumentException if there is none or one is malformed; the message says how to make one
     */
    public static SecretCipher of(String keys) {
        return new SecretCipher(SecretKeys.parse(keys));
    }

    /**
     * The secret, encrypted with the first key.
     *
     * @param owner what the secret belongs to; decrypting asks for the same
     */
    public String encrypt(String secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String head = "v1:" + currentKeyId + ":";
        SecretKey key = keys.values().iterator().next();
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, head, owner).doFinal(secret.getBytes(UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return head + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot encrypt with " + ALGORITHM, e);
        }
    }

    /**
     * The secret in an encrypted text.
     *
     * @param owner what it was encrypted for
     * @throws UnreadableSecretException if the text is not encrypted, its key is not configured, it has been changed, or it
     *     was encrypted for another owner
     */
    public String decrypt(String encrypted, String owner) {
        Matcher form = FORM.matcher(encrypted);
        if (!form.matches()) {
            throw new UnreadableSecretException("The secret of " + owner + " is not in encrypted form.", null);
        }
        SecretKey key = keys.get(form.group(2));
        if (key == null) {
            throw new UnreadableSecretException(
                    "The secret of " + owner + " is encrypted with the key \"" + form.group(2) + "\", which is not in "
                            + SecretKeys.SETTING + ". Add that key behind the others, or give the secret anew.",
                    null);
        }
        try {
            byte[] all = Base64.getDecoder().decode(form.group(3));
            if (all.length < NONCE_BYTES + TAG_BITS / 8) {
                throw changed(form.group(2), owner, null);
            }
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, form.group(1), owner);
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw changed(form.group(2), owner, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot decrypt with " + ALGORITHM, e);
        }
    }

    /** Whether the text has the form of an encrypted secret, with whatever key. */
    public boolean isEncrypted(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether the text is encrypted with the key that encrypts now. */
    public boolean isCurrent(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && form.group(2).equals(currentKeyId);
    }

    /** Tells the keys' ids only. */
    @Override
    public String toString() {
        return "SecretCipher" + keys.keySet();
    }

    private static UnreadableSecretException changed(String keyId, String owner, @Nullable Exception cause) {
        return new UnreadableSecretException(
                "The secret of " + owner
                        + " cannot be decrypted: it has been changed, belongs to something else, or the" + " key \""
                        + keyId + "\" is another one than it was. Give the secret anew.",
                cause);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String head, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((head + owner).getBytes(UTF_8));
        return cipher;
    }
}
