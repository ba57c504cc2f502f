package io.millrace.stream.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stream.mapping.StartOffsets.Gap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartOffsetsTest {
    private static final TopicPartition PARTITION = new TopicPartition("events", 0);

    @Test
    void aCheckpointWithinItsTopicOrAtItsEndStays() {
        assertThat(Gap.of(PARTITION, 5, 5, 9)).isEmpty();
        assertThat(Gap.of(PARTITION, 9, 5, 9)).isEmpty();
        assertThat(Gap.of(PARTITION, 0, 0, 0)).isEmpty();
    }

    @Test
    void aCheckpointThatRetentionHasOvertakenGoesOnAtTheFirstOffset() {
        assertThat(Gap.of(PARTITION, 5, 8, 9)).hasValueSatisfying(gap -> {
            assertThat(gap.goOnAt()).isEqualTo(8);
            assertThat(gap.message()).startsWith("3 chunk(s) of events-0").contains("offsets 5 to 7");
        });
    }

    @Test
    void aCheckpointBehindTheEndOfItsTopicGoesOnThereAndReadsNothingTwice() {
        assertThat(Gap.of(PARTITION, 12, 2, 9)).hasValueSatisfying(gap -> {
            assertThat(gap.goOnAt()).isEqualTo(9);
            assertThat(gap.message()).startsWith("3 chunk(s) of events-0").contains("offsets 9 to 11");
        });
    }
}
