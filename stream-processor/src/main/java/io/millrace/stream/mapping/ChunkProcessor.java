package io.millrace.stream.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.columns.ColumnBatch;
import io.millrace.formats.RecordBatch;
import io.millrace.formats.RecordFormats;
import io.millrace.formats.RecordReader;
import io.millrace.formats.RejectedRecord;
import io.millrace.formats.UnreadableSourceException;
import io.millrace.messages.DeadLetter;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.IngestPipeline;
import io.millrace.stream.rows.RowsEncoder;
import io.millrace.stream.rows.RowsMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Maps the chunks of one source partition. Its only state is the job's absolute counters, in a store that Kafka Streams
 * commits together with the rows.
 */
final class ChunkProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final MappingTopology settings;
    private final JobDefinition job;
    private final byte[] jobKey;
    private final RecordBatch batch;
    private final ChunkLetters deadLetters;

    private @Nullable Task task;
    private String position = "";

    ChunkProcessor(MappingTopology settings) {
        CompiledJob compiled = settings.job();
        this.settings = settings;
        this.job = compiled.definition();
        this.jobKey = job.id().getBytes(UTF_8);
        this.deadLetters =
                new ChunkLetters(message -> chunkLetter(ErrorCode.CANNOT_PARSE_SOURCE, message, new byte[0]));
        this.batch = new RecordBatch(compiled.input(), ColumnBatch.DEFAULT_ROWS);
    }

    /** What exists from {@code init} on. */
    private final class Task {
        final ProcessorContext<byte[], byte[]> context;
        final KeyValueStore<String, byte[]> store;
        final int partition;
        final IngestPipeline pipeline;

        /** What was counted before the pipeline was made. */
        JobCounters base;

        JobCounters reported = JobCounters.ZERO;

        Task(ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            this.store = context.getStateStore(MappingTopology.COUNTERS_STORE);
            this.partition = context.taskId().partition();
            byte[] stored = store.get(job.id());
            this.base = stored == null ? JobCounters.ZERO : MessageJson.read(stored, JobCounters.class);
            this.pipeline = new IngestPipeline(
                    settings.job(),
                    this::forwardRows,
                    rejected -> deadLetters.add(deadLetter(rejected)),
                    settings.clock(),
                    settings.maxRollupBytes());
        }

        JobCounters counters() {
            return base.plus(pipeline.counters());
        }

        void forwardRows(ColumnBatch rows, long inputRecords) {
            RowsEncoder.Encoded encoded = settings.encoder().encode(rows);
            int messages = encoded.messages().size();
            long dropped = messages == 0 ? inputRecords : Math.min(inputRecords, encoded.droppedRows());
            if (encoded.droppedRows() > 0) {
                rejectLargeRows(encoded.droppedRows(), dropped);
            }
            for (int i = 0; i < messages; i++) {
                // Only the last one counts the records: none is stored before all of its rows are.
                long counted = i == messages - 1 ? inputRecords - dropped : 0;
                Headers headers = new RowsMessage(job.id(), counted).toHeaders();
                byte[] key = MappingTopology.rowsKey(partition);
                forward(MappingTopology.ROWS, key, encoded.messages().get(i), headers);
            }
        }

        void forward(String sink, byte[] key, byte[] value, Headers headers) {
            // Stamped with the present: retention must not depend on how old the events are.
            context.forward(new Record<>(key, value, settings.clock().millis(), headers), sink);
        }

        private void rejectLargeRows(int rows, long records) {
            base = base.plus(unparseable(0, records, 0));
            deadLetters.add(chunkLetter(
                    ErrorCode.ROW_TOO_LARGE,
                    rows + " row(s) are larger than " + settings.encoder().maxRowBytes() + " bytes",
                    new byte[0]));
        }
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Task started = new Task(context);
        task = started;
        settings.activity().counted(started.partition, started.counters());
        context.schedule(settings.reportInterval(), PunctuationType.WALL_CLOCK_TIME, now -> report(started));
    }

    @Override
    public void process(Record<byte[], byte[]> chunk) {
        Task current = started();
        settings.activity().input();
        if (chunk.value() == null) {
            return;
        }
        position =
                current.context.recordMetadata().map(ChunkProcessor::describe).orElse("");
        deadLetters.clear();
        read(current, chunk);
        JobCounters counters = current.counters();
        settings.activity().counted(current.partition, counters);
        checkLimit();
        emitDeadLetters(current);
        current.store.put(job.id(), MessageJson.write(counters));
    }

    @Override
    public void close() {
        Task closed = task;
        if (closed != null) {
            settings.activity().taskClosed(closed.partition);
            task = null;
        }
    }

    private Task started() {
        Task current = task;
        if (current == null) {
            throw new IllegalStateException("process before init");
        }
        return current;
    }

    private void read(Task current, Record<byte[], byte[]> chunk) {
        try {
            byte[] bytes = ChunkBytes.of(chunk.value(), chunk.headers());
            try (RecordReader reader =
                    RecordFormats.ofMessage(job.format(), settings.job().input(), bytes)) {
                while (reader.read(batch)) {
                    current.pipeline.process(batch);
                }
            }
        } catch (UnreadableSourceException e) {
            current.base = current.base.plus(unparseable(1, 1, chunk.value().length));
            deadLetters.add(chunkLetter(ErrorCode.CANNOT_PARSE_SOURCE, message(e), chunk.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        current.pipeline.flush();
    }

    private void checkLimit() {
        JobCounters total = settings.activity().counters();
        long bad = total.unparseable() + total.withWarning();
        if (bad > job.maxParseExceptions()) {
            throw new ParseLimitExceededException(
                    "More records were bad than maxParseExceptions = " + job.maxParseExceptions() + " allows: " + bad
                            + " up to " + position
                            + ". The dead letters tell which and why; the checkpoint is in front of them",
                    deadLetters.all());
        }
    }

    private void emitDeadLetters(Task current) {
        for (DeadLetter letter : deadLetters.all()) {
            current.forward(MappingTopology.DEAD_LETTERS, jobKey, MessageJson.write(letter), new RecordHeaders());
        }
        deadLetters.clear();
    }

    private void report(Task current) {
        JobCounters counters = current.counters();
        if (counters.equals(current.reported)) {
            return;
        }
        Report report = new Report.Counters(job.id(), now(), "stream-" + current.partition, counters);
        current.forward(MappingTopology.REPORTS, jobKey, MessageJson.write(report), new RecordHeaders());
        current.reported = counters;
    }

    private DeadLetter deadLetter(RejectedRecord rejected) {
        return new DeadLetter(
                job.id(),
                now(),
                position,
                rejected.recordNumber(),
                rejected.byteOffset(),
                rejected.code(),
                rejected.message(),
                rejected.payload(),
                rejected.truncated());
    }

    private DeadLetter chunkLetter(ErrorCode code, String message, byte[] payload) {
        int length = Math.min(payload.length, DeadLetter.MAX_PAYLOAD_BYTES);
        return new DeadLetter(
                job.id(),
                now(),
                position,
                1,
                0,
                code,
                message,
                Arrays.copyOf(payload, length),
                length < payload.length);
    }

    private Instant now() {
        return settings.clock().instant();
    }

    private static JobCounters unparseable(long received, long records, long bytes) {
        return new JobCounters(received, 0, 0, 0, 0, records, 0, 0, bytes);
    }

    private static String describe(RecordMetadata metadata) {
        return metadata.topic() + "/" + metadata.partition() + "/" + metadata.offset();
    }

    private static String message(UnreadableSourceException failure) {
        String message = failure.getMessage();
        return message == null ? "The chunk cannot be read" : message;
    }
}
