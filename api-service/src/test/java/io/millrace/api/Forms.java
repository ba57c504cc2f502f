package io.millrace.api;

import io.millrace.api.ApiClient.Answer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** Multipart forms as clients send them. */
final class Forms {
    private static final String BOUNDARY = "----boundary-of-a-test";
    private static final String FILES = ApiClient.PROJECT + "/files";

    private Forms() {}

    /** A form of one file. */
    static byte[] file(String name, byte[] bytes) {
        return concat(part("file", name), bytes, utf8("\r\n"), end());
    }

    static byte[] part(String field, String fileName) {
        return utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    }

    static byte[] field(String name, String value) {
        return utf8(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    static byte[] end() {
        return utf8("--" + BOUNDARY + "--\r\n");
    }

    static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Answer upload(String name, byte[] bytes) {
        return send("", file(name, bytes));
    }

    static Answer send(String query, byte[] form) {
        return ApiClient.send(ApiClient.request(FILES + query)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form)));
    }
}
