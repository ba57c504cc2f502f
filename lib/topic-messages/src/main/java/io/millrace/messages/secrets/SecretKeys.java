package io.millrace.messages.secrets;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Reads keys from configuration. No message repeats any part of a key. */
final class SecretKeys {
    static final String SETTING = "millrace.secrets.keys";

    private static final int KEY_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final String ADVICE =
            " Set " + SETTING + " to ID:KEY, the same for api-service and batch-loader, where"
                    + " ID is a name of your choice and KEY is what \"openssl rand -base64 32\" prints."
                    + " Several keys are separated by commas: the first encrypts, all decrypt.";

    private SecretKeys() {}

    /** In the order of the text, of which there is at least one. */
    static Map<String, SecretKey> parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("There is no key to encrypt secrets with." + ADVICE);
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String[] entries = text.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            String entry = entries[i].strip();
            int colon = entry.indexOf(':');
            String id = entry.substring(0, Math.max(0, colon));
            if (!ID.matcher(id).matches()) {
                throw invalid(i, "has no id of 1 to 32 letters, digits, \"_\" and \"-\" before a colon");
            }
            if (keys.put(id, key(i, entry.substring(colon + 1))) != null) {
                throw invalid(i, "has the id \"" + id + "\" of an earlier one");
            }
        }
        return keys;
    }

    private static SecretKey key(int index, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message has a character of the key.
            throw invalid(index, "is not base64 after its colon");
        }
        if (bytes.length != KEY_BYTES) {
            throw invalid(index, "has " + bytes.length + " bytes instead of " + KEY_BYTES);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static IllegalArgumentException invalid(int index, String problem) {
        return new IllegalArgumentException("Key " + (index + 1) + " of " + SETTING + " " + problem + "." + ADVICE);
    }
}
