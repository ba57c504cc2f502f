package io.millrace.formats;

import io.millrace.model.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Opens stored bytes for reading. What they begin with decides, because names and declarations may lie. */
final class Decompression {
    private static final int MAGIC_BYTES = 10;

    private Decompression() {}

    static InputStream open(InputStream stored, @Nullable Compression declared) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(stored, MAGIC_BYTES);
        byte[] start = bytes.readNBytes(MAGIC_BYTES);
        bytes.unread(start);
        Magic magic = Magic.of(start);
        return switch (magic) {
            case NONE -> bytes;
            case GZIP -> new ReadAhead(new GzipInput(bytes));
            case BZIP2, XZ, ZSTD, SNAPPY, ZIP -> throw new UnreadableSourceException(refusal(magic, declared));
        };
    }

    private static String refusal(Magic magic, @Nullable Compression declared) {
        String surprise = declared == null || declared == magic.compression
                ? ""
                : ", although it is declared as \"" + declared.apiName() + "\"";
        return "The source is " + magic.description + surprise
                + ". It can be read uncompressed or as gzip; convert it and try again.";
    }

    /** How compressed bytes begin. */
    private enum Magic {
        NONE("uncompressed", null),
        GZIP("gzip", Compression.GZIP, 0x1f, 0x8b),
        BZIP2("bzip2", Compression.BZIP2, 'B', 'Z', 'h', Magic.ANY, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59),
        XZ("xz", Compression.XZ, 0xfd, '7', 'z', 'X', 'Z', 0),
        ZSTD("Zstandard", Compression.ZSTD, 0x28, 0xb5, 0x2f, 0xfd),
        SNAPPY("framed Snappy", Compression.SNAPPY, 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'),
        ZIP("a ZIP archive", null, 'P', 'K', 3, 4);

        private static final int ANY = -1;

        private final String description;
        private final @Nullable Compression compression;
        private final int[] start;

        Magic(String description, @Nullable Compression compression, int... start) {
            this.description = description;
            this.compression = compression;
            this.start = start;
        }

        static Magic of(byte[] bytes) {
            return Arrays.stream(values())
                    .filter(magic -> magic != NONE && magic.begins(bytes))
                    .findFirst()
                    .orElse(NONE);
        }

        private boolean begins(byte[] bytes) {
            if (bytes.length < start.length) {
                return false;
            }
            for (int i = 0; i < start.length; i++) {
                if (start[i] != ANY && start[i] != (bytes[i] & 0xff)) {
                    return false;
                }
            }
            return true;
        }
    }
}
