package io.millrace.stream.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.messages.DeadLetter;
import io.millrace.model.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkLettersTest {
    private final ChunkLetters letters = new ChunkLetters(message -> letter(message, 0));

    @Test
    void aFewAreAllKept() {
        letters.add(letter("a", 1));
        letters.add(letter("b", 1));

        assertThat(letters.all()).extracting(DeadLetter::message).containsExactly("a", "b");
    }

    @Test
    void ofTooManyTheFirstAreKeptAndTheOthersCounted() {
        for (int i = 0; i < ChunkLetters.MAX_LETTERS + 7; i++) {
            letters.add(letter("letter " + i, 1));
        }

        List<DeadLetter> all = letters.all();
        assertThat(all).hasSize(ChunkLetters.MAX_LETTERS + 1);
        assertThat(all.get(ChunkLetters.MAX_LETTERS).message()).startsWith("7 more record(s)");
    }

    @Test
    void ofTooLargeOnesTheFirstAreKeptAndTheOthersCounted() {
        int fitting = (int) (ChunkLetters.MAX_PAYLOAD_BYTES / DeadLetter.MAX_PAYLOAD_BYTES);
        for (int i = 0; i < fitting + 1; i++) {
            letters.add(letter("letter " + i, DeadLetter.MAX_PAYLOAD_BYTES));
        }
        letters.add(letter("a small one", 0));

        List<DeadLetter> all = letters.all();
        assertThat(all).hasSize(fitting + 1);
        assertThat(all.get(fitting).message()).startsWith("2 more record(s)");
    }

    @Test
    void everyChunkBeginsWithNone() {
        for (int i = 0; i < ChunkLetters.MAX_LETTERS + 1; i++) {
            letters.add(letter("letter " + i, DeadLetter.MAX_PAYLOAD_BYTES));
        }
        letters.clear();
        letters.add(letter("next", 1));

        assertThat(letters.all()).extracting(DeadLetter::message).containsExactly("next");
    }

    private static DeadLetter letter(String message, int payload) {
        return new DeadLetter(
                "job",
                Instant.EPOCH,
                "events/0/0",
                1,
                0,
                ErrorCode.CANNOT_PARSE_SOURCE,
                message,
                new byte[payload],
                false);
    }
}
