package io.millrace.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** The text of API keys: making, hashing, and the form that may be shown. */
final class ApiKeyText {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARACTERS = 43;
    private static final int SHOWN_AT_START = 9;
    private static final int SHOWN_AT_END = 6;

    private ApiKeyText() {}

    /** A new key with 256 bits of randomness, which is why a plain hash of it is enough to store. */
    static String generate(SecureRandom random) {
        StringBuilder key = new StringBuilder("pok_");
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.toString();
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such as {@code pok_vipgj...bjjvyo}. Short keys show less, so that what is hidden stays hard to guess. */
    static String redact(String key) {
        if (key.length() >= 2 * (SHOWN_AT_START + SHOWN_AT_END)) {
            return key.substring(0, SHOWN_AT_START) + "..." + key.substring(key.length() - SHOWN_AT_END);
        }
        return key.substring(0, Math.min(4, key.length() / 4)) + "...";
    }

    /** The same for what somebody sent in place of a key: it may hold anything, so nothing but plain characters is shown. */
    static String redactUntrusted(String key) {
        return redact(key).replaceAll("[^\\x21-\\x7e]", "?");
    }
}
