package io.millrace.api.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads an API key out of an Authorization header. Clients send {@code Basic base64(key:)} in either alphabet,
 * {@code Basic key}, {@code Basic key:} and {@code Bearer key}. A raw key may happen to be valid Base64, so there can be
 * two candidates.
 */
final class AuthorizationHeader {
    private AuthorizationHeader() {}

    /** The keys that the header may mean, likeliest first; empty if it is of no known scheme. */
    static List<String> candidateKeys(String header) {
        String trimmed = header.strip();
        int space = trimmed.indexOf(' ');
        if (space < 0) {
            return List.of();
        }
        String scheme = trimmed.substring(0, space).toLowerCase(Locale.ROOT);
        String token = trimmed.substring(space + 1).strip();
        if (token.isEmpty()) {
            return List.of();
        }
        return switch (scheme) {
            case "basic" -> basic(token);
            case "bearer" -> List.of(token);
            default -> List.of();
        };
    }

    /** What a log may show of a header that let nobody in. */
    static String redacted(String header) {
        List<String> candidates = candidateKeys(header);
        return candidates.isEmpty() ? "none" : ApiKeyText.redactUntrusted(candidates.get(0));
    }

    private static List<String> basic(String token) {
        List<String> candidates = new ArrayList<>(2);
        decode(token).ifPresent(candidates::add);
        String raw = token.endsWith(":") ? token.substring(0, token.length() - 1) : token;
        if (!raw.isEmpty()) {
            candidates.add(raw);
        }
        return candidates;
    }

    private static Optional<String> decode(String token) {
        try {
            byte[] bytes = Base64.getDecoder().decode(token.replace('-', '+').replace('_', '/'));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = text.indexOf(':');
            return colon > 0 ? Optional.of(text.substring(0, colon)) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
