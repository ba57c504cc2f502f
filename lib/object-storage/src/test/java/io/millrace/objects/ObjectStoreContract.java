package io.millrace.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.objects.ObjectStore.StoredObject;
import io.millrace.objects.ObjectStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} promises. */
abstract class ObjectStoreContract {
    private ObjectStore store;

    /** A store without objects. */
    abstract ObjectStore openEmpty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = openEmpty();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsPutIsReadBack() throws IOException {
        store.put("a/b.txt", "hello".getBytes(UTF_8));

        assertThat(read("a/b.txt", 0)).isEqualTo("hello");
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        store.put("empty", new byte[0]);

        assertThat(store.find("empty")).map(StoredObject::sizeBytes).contains(0L);
        assertThat(read("empty", 0)).isEmpty();
    }

    @Test
    void readingStartsAtTheOffset() throws IOException {
        store.put("a", "hello".getBytes(UTF_8));

        assertThat(read("a", 3)).isEqualTo("lo");
    }

    @Test
    void nothingIsBehindTheEnd() throws IOException {
        store.put("a", "hello".getBytes(UTF_8));

        assertThat(read("a", 5)).isEmpty();
        assertThat(read("a", 6)).isEmpty();
    }

    @Test
    void aStreamMayBeClosedBeforeItsEnd() throws IOException {
        store.put("a", new byte[3 << 20]);

        try (InputStream bytes = store.read("a", 0, null)) {
            assertThat(bytes.read()).isZero();
        }
        assertThat(store.find("a")).isPresent();
    }

    @Test
    void findingTellsSizeAndETagAndSoDoesTheListing() throws IOException {
        store.put("a", "hello".getBytes(UTF_8));

        StoredObject found = store.find("a").orElseThrow();

        assertThat(found.key()).isEqualTo("a");
        assertThat(found.sizeBytes()).isEqualTo(5);
        assertThat(found.eTag()).isNotEmpty().doesNotContain("\"");
        assertThat(list("")).containsExactly(found);
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        assertThat(store.find("nothing/here")).isEmpty();
        assertThat(store.find("")).isEmpty();
    }

    @Test
    void readingWhatIsNotThereNamesTheKey() {
        assertThatThrownBy(() -> store.read("no/such.json", 0, null))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("no/such.json");
    }

    @Test
    void readingWithTheETagOfTheListingWorksAsLongAsTheObjectIsTheSame() throws IOException {
        store.put("a", "hello".getBytes(UTF_8));
        String eTag = store.find("a").orElseThrow().eTag();

        try (InputStream bytes = store.read("a", 1, eTag)) {
            assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo("ello");
        }
    }

    @Test
    void anObjectThatChangedAfterItWasListedIsNotRead() throws IOException {
        store.put("a", "hello".getBytes(UTF_8));
        String eTag = store.find("a").orElseThrow().eTag();
        store.put("a", "world".getBytes(UTF_8));

        assertThatThrownBy(() -> store.read("a", 0, eTag))
                .isInstanceOf(ObjectChangedException.class)
                .hasMessageContaining("\"a\"");
        assertThatThrownBy(() -> store.read("a", 2, eTag)).isInstanceOf(ObjectChangedException.class);
        assertThatThrownBy(() -> store.read("a", 5, eTag)).isInstanceOf(ObjectChangedException.class);
    }

    @Test
    void aListingIsInTheOrderOfTheKeysBytes() throws IOException {
        List<String> keys = List.of("a-b", "a.txt", "a/b", "a/c/d", "a0", "b", "z\u00FC", "z\uFF5E");
        for (String key : List.of("z\uFF5E", "b", "a0", "a/c/d", "z\u00FC", "a/b", "a.txt", "a-b")) {
            store.put(key, key.getBytes(UTF_8));
        }

        assertThat(list("")).extracting(StoredObject::key).containsExactlyElementsOf(keys);
    }

    @Test
    void aPrefixMayEndAnywhereInAKey() throws IOException {
        for (String key : List.of("logs/2024/01", "logs/2024/02", "logs/2025/01", "logsx")) {
            store.put(key, key.getBytes(UTF_8));
        }

        assertThat(list("logs/20"))
                .extracting(StoredObject::key)
                .containsExactly("logs/2024/01", "logs/2024/02", "logs/2025/01");
        assertThat(list("logs/2024/")).hasSize(2);
        assertThat(list("logs/2024/01")).hasSize(1);
        assertThat(list("logs")).hasSize(4);
        assertThat(list("other")).isEmpty();
    }

    @Test
    void keysMayHoldSpacesAndSignsAndAnyLetters() throws IOException {
        String key = "däta/a b+c&d=e%20f/ünï😀#1?.json";
        store.put(key, "x".getBytes(UTF_8));

        assertThat(read(key, 0)).isEqualTo("x");
        assertThat(list("däta/a b+")).extracting(StoredObject::key).containsExactly(key);
    }

    @Test
    void whatIsDeletedIsGoneAndDeletingAgainIsNoError() throws IOException {
        store.put("a", "hello".getBytes(UTF_8));

        store.delete("a");
        store.delete("a");

        assertThat(store.find("a")).isEmpty();
        assertThat(list("")).isEmpty();
    }

    @Test
    void aSmallUploadAppearsWithCompleteAndNotBefore() throws IOException {
        try (Upload upload = store.startUpload("up/small")) {
            upload.write(ByteBuffer.wrap("hel".getBytes(UTF_8)));
            upload.write(ByteBuffer.wrap("lo".getBytes(UTF_8)));
            assertThat(list("")).isEmpty();

            StoredObject uploaded = upload.complete();

            assertThat(uploaded).isEqualTo(store.find("up/small").orElseThrow());
        }
        assertThat(read("up/small", 0)).isEqualTo("hello");
    }

    @Test
    void anUploadOfNothingIsAnEmptyObject() throws IOException {
        try (Upload upload = store.startUpload("up/empty")) {
            assertThat(upload.complete().sizeBytes()).isZero();
        }
        assertThat(store.find("up/empty")).isPresent();
    }

    @Test
    void aLargeUploadOfManyPiecesIsReadBackWhole() throws IOException {
        byte[] expected = new byte[35 << 20];
        new Random(1).nextBytes(expected);

        try (Upload upload = store.startUpload("up/large")) {
            for (int at = 0; at < expected.length; at += 1_000_003) {
                upload.write(ByteBuffer.wrap(expected, at, Math.min(1_000_003, expected.length - at)));
            }
            StoredObject uploaded = upload.complete();

            assertThat(uploaded.sizeBytes()).isEqualTo(expected.length);
            assertThat(uploaded).isEqualTo(store.find("up/large").orElseThrow());
        }
        try (InputStream bytes = store.read("up/large", 0, null)) {
            assertThat(bytes.readAllBytes()).isEqualTo(expected);
        }
    }

    @Test
    void anUploadThatIsClosedWithoutCompleteLeavesNothing() throws IOException {
        try (Upload upload = store.startUpload("up/abandoned")) {
            upload.write(ByteBuffer.allocate(20 << 20));
        }

        assertThat(store.find("up/abandoned")).isEmpty();
        assertThat(list("")).isEmpty();
    }

    @Test
    void anUploadTakesTheBuffersBytesAndNothingAfterComplete() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap("xhellox".getBytes(UTF_8), 1, 5);
        try (Upload upload = store.startUpload("a")) {
            upload.write(bytes);
            upload.complete();

            assertThat(bytes.hasRemaining()).isFalse();
            assertThatThrownBy(() -> upload.write(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
        }
        assertThat(read("a", 0)).isEqualTo("hello");
    }

    private String read(String key, long offset) throws IOException {
        try (InputStream bytes = store.read(key, offset, null)) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }

    private List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        store.list(prefix).forEachRemaining(objects::add);
        return objects;
    }
}
