package io.millrace.objects;

import io.millrace.objects.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects under a prefix; holds one page of them at a time. */
final class S3Listing implements Iterator<StoredObject> {
    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final StoreErrors errors;
    private ListObjectsV2Response page;
    private Iterator<S3Object> objects;

    private S3Listing(
            S3Client client, String bucket, String prefix, StoreErrors errors, ListObjectsV2Response firstPage) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.errors = errors;
        this.page = firstPage;
        this.objects = firstPage.contents().iterator();
    }

    /** Fetches the first page, so that a store that refuses says so at once. */
    static S3Listing start(S3Client client, String bucket, String prefix, StoreErrors errors) throws IOException {
        try {
            // Keys may hold characters that XML cannot carry; the client decodes them again.
            ListObjectsV2Response first = client.listObjectsV2(
                    request -> request.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL));
            return new S3Listing(client, bucket, prefix, errors, first);
        } catch (SdkException e) {
            throw errors.translate(e, null);
        }
    }

    @Override
    public boolean hasNext() {
        while (!objects.hasNext() && Boolean.TRUE.equals(page.isTruncated())) {
            nextPage();
        }
        return objects.hasNext();
    }

    private void nextPage() {
        String token = page.nextContinuationToken();
        try {
            page = client.listObjectsV2(request -> request.bucket(bucket)
                    .prefix(prefix)
                    .encodingType(EncodingType.URL)
                    .continuationToken(token));
        } catch (SdkException e) {
            throw new UncheckedIOException(errors.translate(e, null));
        }
        objects = page.contents().iterator();
    }

    @Override
    public StoredObject next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        S3Object object = objects.next();
        return new StoredObject(object.key(), object.size(), S3ObjectStore.unquoted(object.eTag()));
    }
}
