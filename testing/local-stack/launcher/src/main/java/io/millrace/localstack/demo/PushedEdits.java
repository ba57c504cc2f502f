package io.millrace.localstack.demo;

import io.millrace.sampledata.WikipediaEdits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The sample's edits moved to another day, in pieces that fit into a push. */
final class PushedEdits {
    private static final String DAY_OF_SAMPLE = "\"time\":\"2015-09-12T";
    private static final int CHUNK_IN_BYTES = 900_000;

    private PushedEdits() {}

    static List<byte[]> chunks(LocalDate day) {
        String time = "\"time\":\"" + day + "T";
        List<byte[]> chunks = new ArrayList<>();
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        for (String line : WikipediaEdits.lines()) {
            byte[] event = (line.replace(DAY_OF_SAMPLE, time) + "\n").getBytes(StandardCharsets.UTF_8);
            if (chunk.size() + event.length > CHUNK_IN_BYTES) {
                chunks.add(chunk.toByteArray());
                chunk.reset();
            }
            chunk.writeBytes(event);
        }
        chunks.add(chunk.toByteArray());
        return chunks;
    }

    static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
