package io.millrace.tables;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses one page after the other with the same context and buffer. Parquet's own makes a stream and a context for
 * each page, through Hadoop's codec classes.
 */
final class ZstdPageCompressor implements BytesInputCompressor, AutoCloseable {
    private static final int LEVEL = 3;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final Plain plain = new Plain();
    private byte[] compressed = new byte[0];

    ZstdPageCompressor() {
        context.setLevel(LEVEL);
    }

    /** The result is valid until the next call. */
    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        plain.reset();
        page.writeAllTo(plain);
        int bound = Math.toIntExact(Zstd.compressBound(plain.size()));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int length = context.compressByteArray(compressed, 0, compressed.length, plain.array(), 0, plain.size());
        return BytesInput.from(compressed, 0, length);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        close();
    }

    @Override
    public void close() {
        context.close();
    }

    /** A page in one piece, without a copy of it. */
    private static final class Plain extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }
}
