package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.localstack.Part;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LargeUploadIT {
    private static final long BYTES = 2_000_000_000L;

    @Test
    void twoGigabytesStreamThroughWithConstantMemory() throws Exception {
        RunningMillrace millrace = RunningMillrace.shared();
        ApiClient api = millrace.api();
        long before = millrace.residentBytes(Part.API_SERVICE);
        MessageDigest md5 = MessageDigest.getInstance("MD5");

        JsonNode file = api.upload("two-gigabytes.csv", BodyPublishers.ofInputStream(() -> new Rows(md5)))
                .expect(201)
                .json();

        assertThat(file.get("sizeBytes").asLong()).isEqualTo(BYTES);
        assertThat(file.get("digest").get("hash").asText())
                .isEqualTo(HexFormat.of().formatHex(md5.digest()).toUpperCase(Locale.ROOT));
        assertThat(millrace.residentBytes(Part.API_SERVICE) - before)
                .as("growth of the api-service's resident memory")
                .isLessThan(400_000_000L);
        api.delete("/files/two-gigabytes.csv").expect(204);
    }

    /** Two gigabytes of the same line, digested as they are read. */
    private static final class Rows extends InputStream {
        private final byte[] block = new byte[1 << 16];
        private final MessageDigest md5;
        private long left = BYTES;

        Rows(MessageDigest md5) {
            this.md5 = md5;
            Arrays.fill(block, (byte) '7');
            for (int i = 99; i < block.length; i += 100) {
                block[i] = '\n';
            }
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int n = (int) Math.min(left, Math.min(length, block.length));
            System.arraycopy(block, 0, target, offset, n);
            md5.update(block, 0, n);
            left -= n;
            return n;
        }
    }
}
