package io.millrace.objects;

import io.millrace.model.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of an S3-compatible store. Failing requests are repeated a few times before they are given up. */
public final class S3ObjectStore implements ObjectStore {
    /** Threads that send parts, for all uploads of a store together. */
    private static final int UPLOAD_THREADS = 8;

    private final S3Client client;
    private final String bucket;
    private final StoreErrors errors;
    private final ExecutorService partSenders;

    private S3ObjectStore(S3Client client, String bucket, StoreErrors errors) {
        this.client = client;
        this.bucket = bucket;
        this.errors = errors;
        this.partSenders = partSenders(bucket);
    }

    /**
     * A bucket at a location; the location's prefix does not matter here. Nothing is asked of the store yet.
     *
     * <p>An endpoint without scheme means {@code https}. Endpoints of AWS itself are addressed in AWS' own way, all
     * others with the bucket in the path.
     */
    public static ObjectStore open(S3Location location) {
        return new S3ObjectStore(
                S3Clients.open(location),
                location.bucket(),
                new StoreErrors(location.bucket(), location.endpoint().toLowerCase(Locale.ROOT)));
    }

    /** {@inheritDoc} A page that cannot be had later on ends the iteration with an {@link java.io.UncheckedIOException}. */
    @Override
    public Iterator<StoredObject> list(String prefix) throws IOException {
        return S3Listing.start(client, bucket, prefix, errors);
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        if (key.isEmpty()) {
            return Optional.empty(); // the address of such an object would be that of the bucket
        }
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(new StoredObject(key, head.contentLength(), unquoted(head.eTag())));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw errors.translate(withReason(key, e), key);
        } catch (SdkException e) {
            throw errors.translate(e, key);
        }
    }

    /** The answer to HEAD has no body and so no reason; the same question asked with GET has one. */
    private S3Exception withReason(String key, S3Exception bare) {
        try (ResponseInputStream<GetObjectResponse> opened = client.getObject(
                request -> request.bucket(bucket).key(key).range("bytes=0-0"), ResponseTransformer.toInputStream())) {
            opened.abort();
            return bare;
        } catch (S3Exception e) {
            return e;
        } catch (IOException | SdkException e) {
            return bare;
        }
    }

    @Override
    public InputStream read(String key, long offset, @Nullable String eTag) throws IOException {
        return ResumingInputStream.open(offset, eTag, (from, tag) -> openBody(key, from, tag));
    }

    private ResumingInputStream.Body openBody(String key, long offset, @Nullable String eTag) throws IOException {
        try {
            ResponseInputStream<GetObjectResponse> stream =
                    client.getObject(bodyRequest(key, offset, eTag), ResponseTransformer.toInputStream());
            GetObjectResponse head = stream.response();
            return new ResumingInputStream.Body(
                    stream, offset + head.contentLength(), unquoted(head.eTag()), stream::abort);
        } catch (S3Exception e) {
            if (e.statusCode() == 416) {
                return beyondTheEnd(key, offset, eTag, e);
            }
            throw errors.translate(e, key);
        } catch (SdkException e) {
            throw errors.translate(e, key);
        }
    }

    private GetObjectRequest bodyRequest(String key, long offset, @Nullable String eTag) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket).key(key);
        if (offset > 0) {
            // Not for 0: no range of an empty object can be satisfied, not even the one that means all of it.
            request.range("bytes=" + offset + "-");
        }
        if (eTag != null) {
            request.ifMatch('"' + eTag + '"');
        }
        return request.build();
    }

    private ResumingInputStream.Body beyondTheEnd(
            String key, long offset, @Nullable String eTag, S3Exception unsatisfiable) throws IOException {
        StoredObject object = find(key).orElseThrow(() -> new NoSuchObjectException(bucket, key));
        if (eTag != null && !eTag.equals(object.eTag())) {
            throw new ObjectChangedException(bucket, key);
        }
        if (offset < object.sizeBytes()) {
            throw errors.translate(unsatisfiable, key);
        }
        return new ResumingInputStream.Body(InputStream.nullInputStream(), offset, object.eTag(), () -> {});
    }

    @Override
    public void put(String key, byte[] bytes) throws IOException {
        try {
            client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        } catch (SdkException e) {
            throw errors.translate(e, null);
        }
    }

    @Override
    public Upload startUpload(String key) {
        return new S3Upload(client, bucket, key, errors, partSenders);
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (S3Exception e) {
            if (e.statusCode() != 404 || StoreErrors.isMissingBucket(e)) {
                throw errors.translate(e, key);
            }
        } catch (SdkException e) {
            throw errors.translate(e, key);
        }
    }

    /** Uploads that are still open fail. */
    @Override
    public void close() {
        // What has not begun would otherwise be waited for in vain.
        partSenders.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));
        client.close();
    }

    static String unquoted(@Nullable String eTag) {
        if (eTag == null) {
            return "";
        }
        return eTag.length() >= 2 && eTag.startsWith("\"") && eTag.endsWith("\"")
                ? eTag.substring(1, eTag.length() - 1)
                : eTag;
    }

    private static ExecutorService partSenders(String bucket) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                UPLOAD_THREADS, UPLOAD_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "upload-" + bucket + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
