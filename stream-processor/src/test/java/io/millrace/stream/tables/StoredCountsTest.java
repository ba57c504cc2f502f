package io.millrace.stream.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stream.tables.StoredCounts.Stored;
import io.millrace.tables.StreamProgress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredCountsTest {
    @Test
    void countsSurviveTheirTripThroughTheTable() {
        StoredCounts counts = StoredCounts.NONE.plus(Map.of("job", new Stored(10, 3)));

        assertThat(counts.toJson()).isEqualTo("{\"job\":{\"records\":10,\"rows\":3}}");
        assertThat(StoredCounts.of(new StreamProgress(7, counts.toJson()))).isEqualTo(counts);
    }

    @Test
    void aTableWithoutProgressHasNone() {
        assertThat(StoredCounts.of(null)).isEqualTo(StoredCounts.NONE);
    }

    @Test
    void moreOfAJobIsAddedToWhatItHas() {
        StoredCounts counts = StoredCounts.NONE
                .plus(Map.of("a", new Stored(10, 3)))
                .plus(Map.of("a", new Stored(5, 2), "b", new Stored(1, 1)));

        assertThat(counts.jobs()).isEqualTo(Map.of("a", new Stored(15, 5), "b", new Stored(1, 1)));
    }

    @Test
    void jobsThatHaveLongEndedAreForgotten() {
        StoredCounts counts = StoredCounts.NONE;
        for (int i = 0; i < 100; i++) {
            counts = counts.plus(Map.of("job" + i, new Stored(1, 1))).plus(Map.of("steady", new Stored(1, 1)));
        }

        assertThat(counts.jobs()).hasSize(64).containsEntry("steady", new Stored(100, 100));
        assertThat(counts.jobs()).containsKey("job99").doesNotContainKey("job0");
    }
}
