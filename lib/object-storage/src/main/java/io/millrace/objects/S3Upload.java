package io.millrace.objects;

import io.millrace.objects.ObjectStore.StoredObject;
import io.millrace.objects.ObjectStore.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * An upload that sends full parts while the next one fills, or everything in one request if it fits. Holds at most
 * {@value #MAX_PARTS_IN_FLIGHT} parts on their way and the one that fills.
 */
final class S3Upload implements Upload {
    static final int FIRST_PART_BYTES = 8 << 20;
    /** Each thousand parts the size doubles, so that the 10,000 parts that S3 allows are enough for terabytes. */
    private static final int PARTS_OF_ONE_SIZE = 1000;

    private static final int MAX_PART_BYTES = 1 << 30;
    private static final int MAX_PARTS_IN_FLIGHT = 2;
    private static final int FIRST_BUFFER_BYTES = 64 << 10;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final StoreErrors errors;
    private final ExecutorService partSenders;
    private final Deque<Future<CompletedPart>> inFlight = new ArrayDeque<>();
    private final List<CompletedPart> sent = new ArrayList<>();
    private final Queue<byte[]> freeBuffers = new ConcurrentLinkedQueue<>();
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int buffered;
    private int parts;
    private long totalBytes;
    private @Nullable String uploadId;
    private boolean over;
    private volatile boolean abandoned;

    S3Upload(S3Client client, String bucket, String key, StoreErrors errors, ExecutorService partSenders) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.errors = errors;
        this.partSenders = partSenders;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        checkOpen();
        while (bytes.hasRemaining()) {
            if (buffered == partBytes(parts)) {
                sendPart();
            }
            fill(bytes);
        }
    }

    private void fill(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), partBytes(parts) - buffered);
        ensureRoom(count);
        bytes.get(buffer, buffered, count);
        buffered += count;
        totalBytes += count;
    }

    private void ensureRoom(int more) {
        int needed = buffered + more;
        if (needed > buffer.length) {
            int doubled = (int) Math.min(buffer.length * 2L, partBytes(parts));
            buffer = Arrays.copyOf(buffer, Math.max(needed, doubled));
        }
    }

    /** The size of a part, the first one being number 0. */
    static int partBytes(int part) {
        return (int) Math.min(MAX_PART_BYTES, (long) FIRST_PART_BYTES << Math.min(30, part / PARTS_OF_ONE_SIZE));
    }

    private void sendPart() throws IOException {
        String id = ensureStarted();
        if (inFlight.size() >= MAX_PARTS_IN_FLIGHT) {
            awaitOldest();
        }
        byte[] full = buffer;
        int length = buffered;
        int number = ++parts;
        try {
            inFlight.add(partSenders.submit(() -> send(id, number, full, length)));
        } catch (RejectedExecutionException e) {
            throw closedMeanwhile(e);
        }
        buffer = nextBuffer();
        buffered = 0;
    }

    private byte[] nextBuffer() {
        byte[] free = freeBuffers.poll();
        return free == null || free.length < partBytes(parts) ? new byte[partBytes(parts)] : free;
    }

    private CompletedPart send(String id, int number, byte[] bytes, int length) {
        if (abandoned) {
            throw new CancellationException();
        }
        String eTag = client.uploadPart(
                        request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number), body(bytes, length))
                .eTag();
        freeBuffers.add(bytes);
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }

    /** Does not copy: the buffer is left alone until the part has been sent, retries included. */
    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    private String ensureStarted() throws IOException {
        if (uploadId == null) {
            try {
                uploadId = client.createMultipartUpload(
                                request -> request.bucket(bucket).key(key))
                        .uploadId();
            } catch (SdkException e) {
                throw errors.translate(e, null);
            }
        }
        return uploadId;
    }

    private void awaitOldest() throws IOException {
        try {
            sent.add(inFlight.remove().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException cause) {
                throw errors.translate(cause, null);
            }
            throw new IOException("Part of object \"" + key + "\" could not be sent: " + e.getCause(), e);
        } catch (CancellationException e) {
            throw closedMeanwhile(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while uploading object \"" + key + "\"");
        }
    }

    private StoreAccessException closedMeanwhile(RuntimeException cause) {
        return new StoreAccessException("The object store was closed while object \"" + key + "\" was uploaded", cause);
    }

    @Override
    public StoredObject complete() throws IOException {
        checkOpen();
        String eTag = uploadId == null ? putWhole() : completeParts();
        over = true;
        return new StoredObject(key, totalBytes, S3ObjectStore.unquoted(eTag));
    }

    private String putWhole() throws IOException {
        try {
            PutObjectResponse response =
                    client.putObject(request -> request.bucket(bucket).key(key), body(buffer, buffered));
            return response.eTag();
        } catch (SdkException e) {
            throw errors.translate(e, null);
        }
    }

    private String completeParts() throws IOException {
        if (buffered > 0) {
            sendPart();
        }
        while (!inFlight.isEmpty()) {
            awaitOldest();
        }
        try {
            CompleteMultipartUploadResponse response = client.completeMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(uploadId)
                    .multipartUpload(
                            CompletedMultipartUpload.builder().parts(sent).build()));
            return response.eTag();
        } catch (SdkException e) {
            throw errors.translate(e, null);
        }
    }

    @Override
    public void close() throws IOException {
        if (over) {
            return;
        }
        over = true;
        awaitAllIgnoringFailures();
        if (uploadId != null) {
            abort(uploadId);
        }
    }

    /** A part that arrived after the abort would stay in the store for ever. */
    private void awaitAllIgnoringFailures() {
        abandoned = true;
        boolean interrupted = false;
        while (!inFlight.isEmpty()) {
            try {
                inFlight.element().get();
                inFlight.remove();
            } catch (ExecutionException | CancellationException e) {
                inFlight.remove();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void abort(String id) throws IOException {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            throw errors.translate(e, null);
        }
    }

    private void checkOpen() throws IOException {
        if (over) {
            throw new IOException("The upload of object \"" + key + "\" is over");
        }
    }
}
