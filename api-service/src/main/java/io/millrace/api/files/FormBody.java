package io.millrace.api.files;

import io.millrace.api.errors.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.ParameterParser;
import org.jspecify.annotations.Nullable;

/** A {@code multipart/form-data} body, read part by part as it arrives; nothing of it is kept. */
final class FormBody {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final int MAX_PART_HEADER_BYTES = 16 * 1024;

    /**
     * What stands before a part's bytes.
     *
     * @param fileName null for a plain form field
     */
    record Part(
            String name,
            @Nullable String fileName,
            @Nullable String contentType) {}

    private final MultipartStream stream;
    private boolean begun;
    private boolean unread;

    private FormBody(MultipartStream stream) {
        this.stream = stream;
    }

    /** @throws ApiException if the content type has no usable boundary */
    static FormBody of(InputStream body, String contentType) {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw ApiException.badArgument(
                    "Content-Type",
                    "The Content-Type has no boundary. Do not set it yourself: the client adds it with the boundary.");
        }
        try {
            MultipartStream stream =
                    new MultipartStream(body, boundary.getBytes(StandardCharsets.ISO_8859_1), BUFFER_BYTES, null);
            stream.setHeaderEncoding(StandardCharsets.UTF_8.name());
            stream.setPartHeaderSizeMax(MAX_PART_HEADER_BYTES);
            return new FormBody(stream);
        } catch (IllegalArgumentException e) {
            throw ApiException.badArgument("Content-Type", "The boundary of the multipart body is too long.");
        }
    }

    /**
     * The next part; what is left of the one before is skipped. Empty after the last one.
     *
     * @throws ApiException if the body is not as multipart bodies are, or ends early
     */
    Optional<Part> next() {
        try {
            if (unread) {
                copyTo(OutputStream.nullOutputStream());
            }
            boolean more = begun ? stream.readBoundary() : stream.skipPreamble();
            if (!more && !begun) {
                throw ApiException.badArgument("body", "The multipart body has no part; its boundary was never found.");
            }
            begun = true;
            return more ? Optional.of(readPart()) : Optional.empty();
        } catch (IOException e) {
            throw endedEarly();
        }
    }

    /**
     * Hands on the bytes of the current part, once.
     *
     * @param sink must not throw an {@link IOException}: one counts as the client's
     * @throws ApiException if the body ends early
     */
    void copyTo(OutputStream sink) {
        try {
            unread = false;
            stream.readBodyData(sink);
        } catch (IOException e) {
            throw endedEarly();
        }
    }

    private static ApiException endedEarly() {
        return ApiException.badArgument(
                "body", "The multipart body ended before its closing boundary, so nothing was kept. Send it again.");
    }

    /** The parameters of a header value, by their names in lower case. */
    private static Map<String, String> parameters(String headerValue) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(headerValue, ';');
    }

    private Part readPart() throws IOException {
        Map<String, String> headers = headers(stream.readHeaders());
        unread = true;
        Map<String, String> disposition = parameters(headers.getOrDefault("content-disposition", ""));
        return new Part(disposition.getOrDefault("name", ""), disposition.get("filename"), headers.get("content-type"));
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new HashMap<>();
        // A line that begins with white space continues the one before.
        for (String line : text.replaceAll("\r\n[ \t]+", " ").split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }
}
