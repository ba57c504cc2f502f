package io.millrace.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore.StoredObject;
import io.millrace.objects.ObjectStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreIT extends ObjectStoreContract {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    static Path directory;

    private static LocalStack stack;

    @BeforeAll
    static void startServer() {
        stack = LocalStack.in(directory).with(Part.S3).start();
    }

    @AfterAll
    static void stopServer() {
        stack.close();
    }

    @Override
    ObjectStore openEmpty() {
        return S3ObjectStore.open(newBucket());
    }

    @Test
    void aListingGoesOnOverSeveralPages() throws IOException {
        try (ObjectStore store = openEmpty()) {
            for (int i = 0; i < 1005; i++) {
                store.put(String.format("many/%04d", i), new byte[] {1});
            }

            List<String> keys = new ArrayList<>();
            store.list("many/").forEachRemaining(object -> keys.add(object.key()));

            assertThat(keys).hasSize(1005).isSorted().startsWith("many/0000").endsWith("many/1004");
        }
    }

    @Test
    void anAbandonedUploadLeavesNoPartsBehind() throws IOException {
        S3Location bucket = newBucket();
        try (ObjectStore store = S3ObjectStore.open(bucket);
                S3Client client = S3Clients.open(bucket)) {
            try (Upload upload = store.startUpload("abandoned")) {
                upload.write(ByteBuffer.allocate(40 << 20));
                assertThat(client.listMultipartUploads(request -> request.bucket(bucket.bucket()))
                                .uploads())
                        .hasSize(1);
            }

            assertThat(client.listMultipartUploads(request -> request.bucket(bucket.bucket()))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void aWrongSecretIsRefusedInTheStoresOwnWords() {
        S3Location right = newBucket();
        S3Location wrong = new S3Location(
                right.endpoint(), right.region(), right.bucket(), "", right.accessKeyId(), "not-the-secret");
        try (ObjectStore store = S3ObjectStore.open(wrong)) {
            assertThatThrownBy(() -> store.list(""))
                    .isInstanceOf(StoreAccessException.class)
                    .hasMessageContaining(right.bucket())
                    .hasMessageContaining("SignatureDoesNotMatch")
                    .hasMessageNotContaining("not-the-secret");
            assertThatThrownBy(() -> store.find("a"))
                    .isInstanceOf(StoreAccessException.class)
                    .hasMessageContaining("SignatureDoesNotMatch");
            assertThatThrownBy(() -> store.read("a", 0, null)).isInstanceOf(StoreAccessException.class);
            assertThatThrownBy(() -> store.put("a", new byte[1])).isInstanceOf(StoreAccessException.class);
        }
    }

    @Test
    void withoutKeysRequestsAreAnonymous() {
        S3Location bucket = newBucket();
        S3Location anonymous = new S3Location(bucket.endpoint(), bucket.region(), bucket.bucket(), "", null, null);
        try (ObjectStore store = S3ObjectStore.open(anonymous)) {
            Throwable refused = catchThrowable(() -> store.list(""));

            assertThat(refused).isInstanceOf(StoreAccessException.class).hasMessageContaining("403");
        }
    }

    @Test
    void aBucketThatDoesNotExistIsNamed() {
        S3Location bucket = newBucket();
        S3Location missing = new S3Location(
                bucket.endpoint(),
                bucket.region(),
                "no-such-bucket",
                "",
                bucket.accessKeyId(),
                bucket.secretAccessKey());
        try (ObjectStore store = S3ObjectStore.open(missing)) {
            assertThatThrownBy(() -> store.list(""))
                    .isInstanceOf(StoreAccessException.class)
                    .hasMessageContaining("no-such-bucket")
                    .hasMessageContaining("NoSuchBucket");
            assertThatThrownBy(() -> store.read("a", 0, null)).isInstanceOf(StoreAccessException.class);
            assertThatThrownBy(() -> store.put("a", new byte[1])).isInstanceOf(StoreAccessException.class);
        }
    }

    @Test
    void aStoreThatCannotBeReachedIsNamed() {
        S3Location nowhere = new S3Location("http://127.0.0.1:1", "us-east-1", "bucket", "", "id", "secret");
        try (ObjectStore store = S3ObjectStore.open(nowhere)) {
            assertThatThrownBy(() -> store.list(""))
                    .isInstanceOf(StoreAccessException.class)
                    .hasMessageContaining("http://127.0.0.1:1")
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aStreamSurvivesTheDeathOfTheServer() throws IOException {
        byte[] expected = new byte[48 << 20];
        new Random(3).nextBytes(expected);
        try (ObjectStore store = openEmpty()) {
            store.put("long", expected);
            StoredObject object = store.find("long").orElseThrow();
            try (InputStream bytes = store.read("long", 0, object.eTag())) {
                byte[] first = bytes.readNBytes(1 << 20);
                stack.kill(Part.S3);
                stack.restart(Part.S3);

                byte[] rest = bytes.readAllBytes();

                assertThat(first).isEqualTo(Arrays.copyOf(expected, 1 << 20));
                assertThat(rest).isEqualTo(Arrays.copyOfRange(expected, 1 << 20, expected.length));
            }
        }
    }

    @Test
    void anUploadWhoseStoreIsClosedFailsInsteadOfHanging() throws IOException {
        ObjectStore store = openEmpty();
        try (Upload upload = store.startUpload("a")) {
            upload.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
            store.close();

            assertThatThrownBy(() -> {
                        upload.write(ByteBuffer.allocate(40 << 20));
                        upload.complete();
                    })
                    .isInstanceOfAny(IOException.class, IllegalStateException.class);
        }
    }

    private static S3Location newBucket() {
        String name = "bucket-" + BUCKETS.incrementAndGet();
        S3Location location = new S3Location(
                stack.s3().endpoint().toString(),
                stack.s3().region(),
                name,
                "",
                stack.s3().accessKey(),
                stack.s3().secretKey());
        try (S3Client client = S3Clients.open(location)) {
            client.createBucket(request -> request.bucket(name));
        }
        return location;
    }
}
