package io.millrace.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952), all members of it. The JDK's own stream asks {@code available()} whether another member
 * follows, which streams from a network may deny in the middle of a file: the rest would be dropped in silence.
 */
final class GzipInput extends InputStream {
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream source;
    private final byte[] input = new byte[64 * 1024];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] single = new byte[1];
    private int position;
    private int limit;
    /** Compressed bytes before the input array. */
    private long consumed;

    private boolean inMember;
    private boolean first = true;
    private boolean ended;

    GzipInput(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !beginMember()) {
                ended = true;
                break;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            endMember();
        }
        return -1;
    }

    /** Some bytes, or 0 at the end of the member. */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0 || inflater.finished()) {
                    return count;
                }
                if (inflater.needsDictionary()) {
                    throw corrupted("it asks for a preset dictionary");
                }
                if (!fill()) {
                    throw truncated();
                }
                inflater.setInput(input, 0, limit);
                position = limit;
            }
        } catch (DataFormatException e) {
            throw corrupted(e.getMessage() == null ? "its data cannot be inflated" : e.getMessage());
        }
    }

    /** Reads a member's header; false if there is no further member. */
    private boolean beginMember() throws IOException {
        int magic = first ? next() : skipPadding();
        if (magic < 0) {
            return false;
        }
        if (magic != 0x1f || required() != 0x8b) {
            throw corrupted(first ? "it does not begin like gzip" : "something else follows the compressed data");
        }
        if (required() != DEFLATE) {
            throw corrupted("its compression method is unknown");
        }
        int flags = required();
        if ((flags & RESERVED) != 0) {
            throw corrupted("its header has reserved flags");
        }
        skip(6);
        skipOptional(flags);
        first = false;
        inMember = true;
        inflater.reset();
        checksum.reset();
        inflater.setInput(input, position, limit - position);
        position = limit;
        return true;
    }

    private void skipOptional(int flags) throws IOException {
        if ((flags & EXTRA) != 0) {
            skip(required() | required() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        if (littleEndian() != checksum.getValue()) {
            throw corrupted("its checksum is wrong");
        }
        if (littleEndian() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw corrupted("its length is wrong");
        }
        inMember = false;
    }

    /** Some writers pad files with zeros to the size of a block. */
    private int skipPadding() throws IOException {
        int next = next();
        while (next == 0) {
            next = next();
        }
        return next;
    }

    private long littleEndian() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (long) required() << shift;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            required();
        }
    }

    private void skipText() throws IOException {
        while (required() != 0) {}
    }

    private int required() throws IOException {
        int next = next();
        if (next < 0) {
            throw truncated();
        }
        return next;
    }

    private int next() throws IOException {
        return position < limit || fill() ? input[position++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        consumed += limit;
        position = 0;
        limit = 0;
        int read = 0;
        while (read == 0) {
            read = source.read(input, 0, input.length);
        }
        limit = Math.max(0, read);
        return read > 0;
    }

    private UnreadableSourceException truncated() {
        return new UnreadableSourceException("The gzip data is cut off after " + (consumed + limit)
                + " compressed bytes: the file was not written or copied to its end.");
    }

    private UnreadableSourceException corrupted(String why) {
        int unread = inMember ? inflater.getRemaining() : 0;
        long place = consumed + (inMember ? limit - unread : position);
        return new UnreadableSourceException(
                "The gzip data is corrupted near compressed byte " + place + ": " + why + ".");
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        source.close();
    }
}
