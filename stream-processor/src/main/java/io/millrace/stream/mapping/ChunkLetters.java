package io.millrace.stream.mapping;

import io.millrace.messages.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The dead letters of one chunk: as many as show what is wrong with it. A small chunk may inflate to millions of bad
 * records, and their letters must fit into memory and one transaction. Not thread-safe.
 */
final class ChunkLetters {
    static final int MAX_LETTERS = 1_000;
    static final long MAX_PAYLOAD_BYTES = 1 << 20;

    private final List<DeadLetter> letters = new ArrayList<>();
    private final Function<String, DeadLetter> summary;
    private long payloadBytes;
    private long leftOut;

    /** @param summary makes a letter for the chunk as a whole, of a message */
    ChunkLetters(Function<String, DeadLetter> summary) {
        this.summary = summary;
    }

    void add(DeadLetter letter) {
        // Once one is left out all are: letters are the chunk's first bad records, without gaps.
        boolean full = leftOut > 0
                || letters.size() >= MAX_LETTERS
                || payloadBytes + letter.payload().length > MAX_PAYLOAD_BYTES;
        if (full) {
            leftOut++;
            return;
        }
        payloadBytes += letter.payload().length;
        letters.add(letter);
    }

    /** The kept ones, and one more that tells how many are left out, if any are. */
    List<DeadLetter> all() {
        List<DeadLetter> all = new ArrayList<>(letters);
        if (leftOut > 0) {
            all.add(summary.apply(leftOut
                    + " more record(s) of this chunk are bad and were counted, but not kept: only the"
                    + " first " + letters.size() + " are, within " + MAX_LETTERS + " records and " + MAX_PAYLOAD_BYTES
                    + " bytes"));
        }
        return all;
    }

    void clear() {
        letters.clear();
        payloadBytes = 0;
        leftOut = 0;
    }
}
