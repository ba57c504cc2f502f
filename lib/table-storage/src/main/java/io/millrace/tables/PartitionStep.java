package io.millrace.tables;

import io.millrace.model.Column;
import java.time.LocalDate;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;

/** The steps by which Iceberg partitions time, with its numbers for them, counted from 1970 in UTC. */
enum PartitionStep {
    HOUR {
        @Override
        int number(long millis) {
            return (int) Math.floorDiv(millis, MILLIS_PER_HOUR);
        }

        @Override
        long start(int number) {
            return number * MILLIS_PER_HOUR;
        }
    },
    DAY {
        @Override
        int number(long millis) {
            return (int) Math.floorDiv(millis, MILLIS_PER_DAY);
        }

        @Override
        long start(int number) {
            return number * MILLIS_PER_DAY;
        }
    },
    MONTH {
        @Override
        int number(long millis) {
            LocalDate date = date(millis);
            return (date.getYear() - 1970) * 12 + date.getMonthValue() - 1;
        }

        @Override
        long start(int number) {
            int year = 1970 + Math.floorDiv(number, 12);
            return LocalDate.of(year, Math.floorMod(number, 12) + 1, 1).toEpochDay() * MILLIS_PER_DAY;
        }
    },
    YEAR {
        @Override
        int number(long millis) {
            return date(millis).getYear() - 1970;
        }

        @Override
        long start(int number) {
            return LocalDate.of(1970 + number, 1, 1).toEpochDay() * MILLIS_PER_DAY;
        }
    },
    /** Not partitioned. */
    ALL {
        @Override
        int number(long millis) {
            return 0;
        }

        @Override
        long start(int number) {
            return number <= 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    };

    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final long MILLIS_PER_DAY = 24 * MILLIS_PER_HOUR;

    /** The number of the partition that a time is in. */
    abstract int number(long millis);

    /** The first millisecond of a partition. */
    abstract long start(int number);

    static PartitionStep of(PartitionSpec spec, Schema schema) {
        if (spec.isUnpartitioned()) {
            return ALL;
        }
        if (spec.fields().size() == 1) {
            PartitionField field = spec.fields().get(0);
            String transform = field.transform().toString();
            for (PartitionStep step : values()) {
                boolean ofTime = Column.TIME.equals(schema.findColumnName(field.sourceId()));
                if (ofTime && step.name().equalsIgnoreCase(transform)) {
                    return step;
                }
            }
        }
        throw new IllegalStateException(
                "The table is partitioned by " + spec.fields() + "; only steps of " + Column.TIME + " can be written");
    }

    private static LocalDate date(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY));
    }
}
