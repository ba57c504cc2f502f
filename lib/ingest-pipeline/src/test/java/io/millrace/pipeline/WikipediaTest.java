package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.formats.RecordBatch;
import io.millrace.formats.RecordFormats;
import io.millrace.formats.RecordReader;
import io.millrace.model.Compression;
import io.millrace.model.DataType;
import io.millrace.model.Granularity;
import io.millrace.model.JobCounters;
import io.millrace.sampledata.WikipediaEdits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WikipediaTest {
    private long rows;
    private long records;
    private long added;
    private long deleted;
    private long edits;
    private final Set<Long> hours = new HashSet<>();

    @Test
    void aDetailTableKeepsEveryEdit() throws IOException {
        CompiledJob job = edits().column("channel", DataType.STRING)
                .column("page", DataType.STRING)
                .column("added", DataType.LONG)
                .column("deleted", DataType.LONG)
                .map("channel", "\"channel\"")
                .map("page", "\"page\"")
                .map("added", "\"added\"")
                .map("deleted", "\"deleted\"")
                .compile();

        JobCounters counters = load(job, Long.MAX_VALUE);

        assertThat(rows).isEqualTo(WikipediaEdits.ROWS);
        assertThat(records).isEqualTo(WikipediaEdits.ROWS);
        assertThat(added).isEqualTo(WikipediaEdits.SUM_ADDED);
        assertThat(deleted).isEqualTo(WikipediaEdits.SUM_DELETED);
        assertThat(hours).hasSize((int) WikipediaEdits.HOURS);
        assertThat(counters.received()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(counters.rejected() + counters.filtered() + counters.withWarning())
                .isZero();
    }

    @Test
    void anAggregateTableKeepsOneRowForEachGroup() throws IOException {
        JobCounters counters = load(hourly(), Long.MAX_VALUE);

        assertThat(rows).isEqualTo(WikipediaEdits.ROLLED_UP_ROWS);
        assertThat(edits).isEqualTo(WikipediaEdits.ROWS);
        assertThat(added).isEqualTo(WikipediaEdits.SUM_ADDED);
        assertThat(records).isEqualTo(WikipediaEdits.ROWS);
        assertThat(counters.received()).isEqualTo(WikipediaEdits.ROWS);
    }

    @Test
    void groupsHandedOutEarlyAndRolledUpAgainAreTheSame() throws IOException {
        CompiledJob job = hourly();
        Rollup whole = job.newRollup();
        long[] parts = {0};
        load(job, 100_000, batch -> {
            parts[0]++;
            whole.add(batch);
        });

        whole.drain(batch -> take(batch, 0));

        assertThat(parts[0]).isGreaterThan(2);
        assertThat(rows).isEqualTo(WikipediaEdits.ROLLED_UP_ROWS);
        assertThat(edits).isEqualTo(WikipediaEdits.ROWS);
        assertThat(added).isEqualTo(WikipediaEdits.SUM_ADDED);
    }

    private static JobSketch edits() {
        return new JobSketch()
                .field("time", DataType.STRING)
                .field("channel", DataType.STRING)
                .field("page", DataType.STRING)
                .field("isRobot", DataType.STRING)
                .field("countryName", DataType.STRING)
                .field("added", DataType.LONG)
                .field("deleted", DataType.LONG)
                .map("__time", "TIME_PARSE(\"time\")");
    }

    private static CompiledJob hourly() {
        return edits().aggregateTable(Granularity.HOUR)
                .column("channel", DataType.STRING)
                .column("isRobot", DataType.STRING)
                .column("countryName", DataType.STRING)
                .measure("edits", DataType.LONG)
                .measure("added", DataType.LONG)
                .map("channel", "\"channel\"")
                .map("isRobot", "\"isRobot\"")
                .map("countryName", "\"countryName\"")
                .aggregate("edits", "COUNT(*)")
                .aggregate("added", "SUM(\"added\")")
                .compile();
    }

    private JobCounters load(CompiledJob job, long maxRollupBytes) throws IOException {
        return load(job, maxRollupBytes, null);
    }

    private JobCounters load(CompiledJob job, long maxRollupBytes, @Nullable Consumer<ColumnBatch> parts)
            throws IOException {
        List<String> rejects = new ArrayList<>();
        IngestPipeline pipeline = new IngestPipeline(
                job,
                (batch, inputRecords) -> {
                    if (parts == null) {
                        take(batch, inputRecords);
                    } else {
                        parts.accept(batch);
                    }
                },
                rejected -> rejects.add(rejected.message()),
                Clock.systemUTC(),
                maxRollupBytes);
        RecordBatch batch = new RecordBatch(job.input(), ColumnBatch.DEFAULT_ROWS);
        try (RecordReader reader = RecordFormats.ofFile(
                job.definition().format(),
                job.input(),
                new ByteArrayInputStream(WikipediaEdits.gzipped()),
                Compression.GZIP)) {
            while (reader.read(batch)) {
                pipeline.process(batch);
            }
        }
        pipeline.flush();
        assertThat(rejects).isEmpty();
        return pipeline.counters();
    }

    private void take(ColumnBatch batch, long inputRecords) {
        rows += batch.rows();
        records += inputRecords;
        for (int row = 0; row < batch.rows(); row++) {
            hours.add(batch.longs(0).get(row) / 3_600_000);
        }
        added += sum(batch, "added");
        deleted += sum(batch, "deleted");
        edits += sum(batch, "edits");
    }

    private static long sum(ColumnBatch batch, String column) {
        int index = batch.schema().indexOf(column);
        if (index < 0) {
            return 0;
        }
        LongVector values = batch.longs(index);
        long sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            sum += values.get(row);
        }
        return sum;
    }
}
