package io.millrace.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Column;
import io.millrace.model.Granularity;
import java.util.Random;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionStepTest {
    private static final Schema SCHEMA =
            new Schema(Types.NestedField.required(1, Column.TIME, Types.TimestampType.withZone()));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALL")
    void itNumbersPartitionsAsIcebergDoes(PartitionStep step) {
        Transform<Long, Integer> transform = transform(step);
        var bound = transform.bind(Types.TimestampType.withZone());
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong() % 8_000_000_000_000L;

            int number = step.number(millis);

            assertThat(number).as("%s of %s", step, millis).isEqualTo(bound.apply(millis * 1000));
            assertThat(millis).isGreaterThanOrEqualTo(step.start(number)).isLessThan(step.start(number + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, HOUR",
        "HOUR, HOUR",
        "SIX_HOUR, HOUR",
        "DAY, DAY",
        "WEEK, DAY",
        "MONTH, MONTH",
        "QUARTER, MONTH",
        "YEAR, YEAR",
        "ALL, ALL"
    })
    void aGranularityIsPartitionedByTheNextFinerStep(Granularity granularity, PartitionStep expected) {
        PartitionSpec spec = IcebergLayout.partitioning(granularity, SCHEMA);

        assertThat(PartitionStep.of(spec, SCHEMA)).isEqualTo(expected);
    }

    private static Transform<Long, Integer> transform(PartitionStep step) {
        return switch (step) {
            case HOUR -> Transforms.hour();
            case DAY -> Transforms.day();
            case MONTH -> Transforms.month();
            case YEAR -> Transforms.year();
            case ALL -> throw new IllegalArgumentException();
        };
    }
}
