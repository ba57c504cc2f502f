package io.millrace.api;

import static io.millrace.api.Forms.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.api.ApiClient.Answer;
import io.millrace.objects.ObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The staging area with real objects. */
@QuarkusTest
@WithTestResource(RealStack.class)
class FilesIT {
    private static final String FILES = ApiClient.PROJECT + "/files";

    @Inject
    ObjectStore store;

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    @Test
    void anUploadedFileIsStoredDigestedListedAndDeleted() throws Exception {
        byte[] bytes = new byte[11_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 >> 4);
        }

        Answer uploaded = Forms.upload("a folder/Größe.json.gz", bytes);

        String md5 = HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
        assertThat(uploaded.text("/name")).isEqualTo("a folder/Größe.json.gz");
        assertThat(uploaded.body().at("/sizeBytes").asLong()).isEqualTo(bytes.length);
        assertThat(uploaded.text("/digest/hash")).isEqualTo(md5);
        assertThat(uploaded.text("/dataFormat")).isEqualTo("nd-json");
        assertThat(uploaded.text("/compressionFormat")).isEqualTo("gz");
        assertThat(uploaded.text("/uploadedByUserId")).isEqualTo(uploaded.text("/uploadedBy/userId"));
        assertThat(uploaded.text("/uploadedBy/username")).isEqualTo("api-key-pok_01234...BCDEFG");
        assertThat(storedBytes("files/" + uploaded.text("/id"))).isEqualTo(bytes);

        String address = FILES + "/a%20folder/Gr%C3%B6%C3%9Fe.json.gz";
        assertThat(ApiClient.get(address).body()).isEqualTo(uploaded.body());
        assertThat(ApiClient.get(address.replace("folder/", "folder%2F")).body())
                .isEqualTo(uploaded.body());
        URI location =
                URI.create(uploaded.response().headers().firstValue("Location").orElseThrow());
        assertThat(ApiClient.get(location.getRawPath()).status()).isEqualTo(200);
        assertThat(names(ApiClient.get(FILES + "?searchString=gr%C3%B6%C3%9Fe")))
                .containsExactly("a folder/Größe.json.gz");

        assertThat(ApiClient.delete(address).status()).isEqualTo(204);
        assertThat(ApiClient.get(address).status()).isEqualTo(404);
        assertThat(ApiClient.delete(address).status()).isEqualTo(404);
        assertThat(store.find("files/" + uploaded.text("/id"))).isEmpty();
    }

    @Test
    void aNameCanBeTakenOnce() {
        assertThat(Forms.upload("taken.csv", utf8("a")).status()).isEqualTo(201);

        Answer second = Forms.upload("taken.csv", new byte[5_000_000]);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("StateConflict");
        assertThat(second.text("/message")).contains("taken.csv");
    }

    @Test
    void ofConcurrentUploadsOfOneNameOneWins() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> uploads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                byte[] bytes = new byte[2_000_000];
                Arrays.fill(bytes, (byte) i);
                uploads.add(() -> Forms.upload("contested.json", bytes).status());
            }

            List<Integer> statuses = new ArrayList<>();
            for (var upload : executor.invokeAll(uploads)) {
                statuses.add(upload.get());
            }

            assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aFormWithoutAFileSaysHowToSendOne() {
        Answer nothing = Forms.send("", Forms.end());
        Answer otherPart = Forms.send("", Forms.concat(Forms.field("name", "x"), Forms.end()));
        Answer plainField = Forms.send("", Forms.concat(Forms.field("file", "path.json"), Forms.end()));

        assertThat(List.of(nothing.status(), otherPart.status(), plainField.status()))
                .containsOnly(400);
        assertThat(otherPart.text("/message")).contains("file=@path");
        assertThat(plainField.text("/message")).contains("file=@path");
    }

    @Test
    void aFormWithTwoFilesIsRefusedAndNothingIsKept() throws IOException {
        int before = objects();

        Answer answer = Forms.send(
                "",
                Forms.concat(
                        Forms.part("file", "first-of-two.json"),
                        utf8("1\r\n"),
                        Forms.part("file", "second-of-two.json"),
                        utf8("2\r\n"),
                        Forms.end()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ApiClient.get(FILES + "/first-of-two.json").status()).isEqualTo(404);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void aTruncatedBodyIsRefusedAndNothingIsKept() throws IOException {
        int before = objects();
        byte[] whole = Forms.file("truncated.json", new byte[6_000_000]);

        Answer answer = Forms.send("", Arrays.copyOf(whole, whole.length - 20));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ApiClient.get(FILES + "/truncated.json").status()).isEqualTo(404);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() throws Exception {
        int before = objects();
        byte[] form = Forms.file("abandoned.json", new byte[8_000_000]);
        URI uri = ApiClient.uri(FILES);
        String head = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + RealStack.ADMIN_KEY
                + "\r\nContent-Type: multipart/form-data; boundary=----boundary-of-a-test\r\nContent-Length: "
                + form.length + "\r\n\r\n";

        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(form, 0, 6_000_000);
            out.flush();
        }
        Thread.sleep(1000);

        assertThat(ApiClient.get(FILES + "/abandoned.json").status()).isEqualTo(404);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void anUploadOverTheLimitIsTooLarge() {
        Answer answer = Forms.upload("too-large.json", new byte[RealStack.MAX_UPLOAD_BYTES + 200_000]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("/error/code")).isEqualTo("PayloadTooLarge");
    }

    @Test
    void aBodyThatIsNoFormIsAnUnsupportedType() {
        Answer answer = ApiClient.post(FILES, "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("/message")).contains("multipart/form-data");
    }

    @Test
    void whatTheClientSaysOfTheFormatIsKeptOrRefused() {
        Answer said = Forms.send("?dataFormat=csv&compressionFormat=zstd", Forms.file("said.json", utf8("x")));
        Answer unknown = Forms.send("?dataFormat=excel", Forms.file("unknown.json", utf8("x")));

        assertThat(said.text("/dataFormat")).isEqualTo("csv");
        assertThat(said.text("/compressionFormat")).isEqualTo("zstd");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/target")).isEqualTo("dataFormat");
    }

    @Test
    void aListIsPagedSortedAndCounted() {
        for (String name : List.of("page-b.json", "page-a.json", "page-c.json")) {
            Forms.upload(name, utf8(name));
        }

        Answer first = ApiClient.get(FILES + "?searchString=page-&sortColumn=name&sortOrder=ASC&paginationLimit=2");
        URI next = URI.create(first.text("/links/@nextLink"));
        Answer second = ApiClient.get(next.getRawPath() + "?" + next.getRawQuery());

        assertThat(names(first)).containsExactly("page-a.json", "page-b.json");
        assertThat(first.body().get("totalCount").asInt()).isEqualTo(3);
        assertThat(names(second)).containsExactly("page-c.json");
        assertThat(second.body().at("/links").has("@nextLink")).isFalse();
        JsonNode space = first.body().get("space");
        assertThat(space.get("allocatedBytes").asLong())
                .isEqualTo(space.get("usedBytes").asLong()
                        + space.get("remainingBytes").asLong());
    }

    @Test
    void linksRepeatTheSearchWhateverItsCharacters() {
        for (int i = 0; i < 2; i++) {
            Forms.upload("{odd} & 100% +" + i, utf8("{}"));
        }
        String search = "%7Bodd%7D%20%26%20100%25%20%2B";

        Answer first = ApiClient.get(FILES + "?sortColumn=name&paginationLimit=1&searchString=" + search);
        URI next = URI.create(first.text("/links/@nextLink"));
        Answer second = ApiClient.get(next.getRawPath() + "?" + next.getRawQuery());
        Answer farOff = ApiClient.get(FILES + "?paginationOffset=2147483647");

        assertThat(names(first)).containsExactly("{odd} & 100% +1");
        assertThat(names(second)).containsExactly("{odd} & 100% +0");
        assertThat(farOff.status()).isEqualTo(200);
        assertThat(farOff.body().at("/links").has("@nextLink")).isFalse();
    }

    @Test
    void aPageThatCannotBeIsRefused() {
        for (String query : List.of("paginationLimit=0", "paginationOffset=-1", "sortColumn=x", "sortOrder=up")) {
            Answer answer = ApiClient.get(FILES + "?" + query);

            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.text("/target")).isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    private byte[] storedBytes(String key) throws IOException {
        try (InputStream in = store.read(key, 0, null)) {
            return in.readAllBytes();
        }
    }

    private int objects() throws IOException {
        int count = 0;
        for (Iterator<ObjectStore.StoredObject> all = store.list("files/"); all.hasNext(); all.next()) {
            count++;
        }
        return count;
    }

    private static List<String> names(Answer list) {
        return list.body().findValuesAsText("name");
    }
}
