package io.millrace.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobSource.ObjectSelection.Objects;
import io.millrace.model.JobSource.ObjectSelection.Pattern;
import io.millrace.model.JobSource.ObjectSelection.Prefixes;
import io.millrace.model.JobSource.ObjectSelection.Uris;
import io.millrace.model.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectSelectorTest {
    private static final String[] PENGUINS = {
        "penguins/adelaide.json", "penguins/chinstrap.json", "penguins/emperor.json", "penguins/gentoo.json"
    };

    @TempDir
    Path directory;

    private ObjectStore store;

    @BeforeEach
    void fill() throws IOException {
        store = LocalObjectStore.open(directory, "zoo");
        for (String key : PENGUINS) {
            store.put(key, key.getBytes(UTF_8));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    static List<ObjectSelection> fourWaysToSayTheSame() {
        List<String> keys = List.of(PENGUINS);
        return List.of(
                new Uris(keys.stream().map(key -> "s3://zoo/" + key).toList()),
                new Prefixes(List.of("penguins/")),
                new Objects(keys),
                new Pattern("penguins/*.json"),
                new Pattern("**.json"));
    }

    @ParameterizedTest
    @MethodSource("fourWaysToSayTheSame")
    void theSameObjectsCanBeNamedInFourWays(ObjectSelection selection) throws IOException {
        assertThat(select("", selection)).containsExactly(PENGUINS);
    }

    @Test
    void prefixesSkipEmptyObjects() throws IOException {
        store.put("penguins/empty.json", new byte[0]);

        assertThat(select("", new Prefixes(List.of("penguins/")))).containsExactly(PENGUINS);
    }

    @Test
    void anObjectUnderSeveralPrefixesIsSelectedOnce() throws IOException {
        assertThat(select("", new Prefixes(List.of("penguins/a", "penguins/", "pen", "penguins/g", "pen"))))
                .containsExactly(PENGUINS);
    }

    @Test
    void prefixesThatDoNotOverlapAreAllRead() throws IOException {
        assertThat(select("", new Prefixes(List.of("penguins/g", "penguins/a", "penguins/chin"))))
                .containsExactlyInAnyOrder(PENGUINS[0], PENGUINS[1], PENGUINS[3]);
    }

    @Test
    void anObjectThatIsNamedTwiceIsSelectedOnce() throws IOException {
        assertThat(select("", new Objects(List.of(PENGUINS[1], PENGUINS[0], PENGUINS[1]))))
                .containsExactly(PENGUINS[1], PENGUINS[0]);
        assertThat(select("", new Uris(List.of("s3://zoo/" + PENGUINS[1], "s3://zoo/" + PENGUINS[1]))))
                .containsExactly(PENGUINS[1]);
    }

    @Test
    void anObjectThatIsMissingIsNamed() {
        assertThatThrownBy(() -> select("", new Objects(List.of("penguins/king.json"))))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("penguins/king.json");
    }

    @Test
    void anAddressInAnotherBucketIsRefused() {
        assertThatThrownBy(() -> select("", new Uris(List.of("s3://aquarium/" + PENGUINS[0]))))
                .isInstanceOf(StoreAccessException.class)
                .hasMessageContaining("s3://aquarium/" + PENGUINS[0])
                .hasMessageContaining("s3://zoo/key");
    }

    @Test
    void whatIsOutsideTheConnectionsPrefixIsInvisibleToPrefixesAndPatterns() throws IOException {
        store.put("seals/grey.json", "x".getBytes(UTF_8));

        assertThat(select("seals/", new Prefixes(List.of("")))).containsExactly("seals/grey.json");
        assertThat(select("seals/", new Prefixes(List.of("penguins/", "sea")))).containsExactly("seals/grey.json");
        assertThat(select("seals/", new Prefixes(List.of("penguins/")))).isEmpty();
        assertThat(select("seals/", new Pattern("**.json"))).containsExactly("seals/grey.json");
        assertThat(select("seals/g", new Pattern("seals/*"))).containsExactly("seals/grey.json");
        assertThat(select("seals/", new Pattern("penguins/*"))).isEmpty();
    }

    @Test
    void whatIsOutsideTheConnectionsPrefixDoesNotExistWhenNamed() {
        assertThatThrownBy(() -> select("seals/", new Objects(List.of(PENGUINS[0]))))
                .isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(() -> select("seals/", new Uris(List.of("s3://zoo/" + PENGUINS[0]))))
                .isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void noPrefixesSelectNothing() throws IOException {
        assertThat(select("", new Prefixes(List.of()))).isEmpty();
    }

    @Test
    void aMalformedPatternIsRefused() {
        assertThatThrownBy(() -> select("", new Pattern("penguins/[a"))).isInstanceOf(PatternSyntaxException.class);
    }

    private List<String> select(String connectionPrefix, ObjectSelection selection) throws IOException {
        S3Location location = new S3Location("http://localhost", "us-east-1", "zoo", connectionPrefix, null, null);
        List<String> keys = new ArrayList<>();
        ObjectSelector.select(store, location, selection, object -> keys.add(object.key()));
        return keys;
    }
}
