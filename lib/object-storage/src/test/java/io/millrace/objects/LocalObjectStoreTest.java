package io.millrace.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest extends ObjectStoreContract {
    @TempDir
    Path directory;

    @Override
    ObjectStore openEmpty() {
        return LocalObjectStore.open(directory.resolve("bucket"), "local");
    }

    @Test
    void aKeyCannotLeaveTheDirectory() throws IOException {
        Files.writeString(directory.resolve("outside"), "secret");
        try (ObjectStore store = openEmpty()) {
            store.put("inside", new byte[1]);

            assertThat(store.find("../outside")).isEmpty();
            assertThatThrownBy(() -> store.read("../outside", 0, null)).isInstanceOf(NoSuchObjectException.class);
            assertThatThrownBy(() -> store.put("../outside", new byte[0])).isInstanceOf(StoreAccessException.class);
            store.delete("../outside");
        }
        assertThat(directory.resolve("outside")).hasContent("secret");
    }

    @Test
    void aKeyThatIsADirectoryOfOthersIsRefusedWithTheReason() throws IOException {
        try (ObjectStore store = openEmpty()) {
            store.put("a/b", new byte[1]);

            assertThat(store.find("a")).isEmpty();
            assertThat(store.find("a/b/c")).isEmpty();
            assertThatThrownBy(() -> store.put("a", new byte[1])).hasMessageContaining("another key is its directory");
            assertThatThrownBy(() -> store.put("a/b/c", new byte[1])).hasMessageContaining("the directory of another");
        }
    }

    /** Where UTF-8 and UTF-16 disagree; not every S3 server sides with S3. */
    @Test
    void lettersBeyondSixteenBitsComeLast() throws IOException {
        try (ObjectStore store = openEmpty()) {
            store.put("z\uD83D\uDE00", new byte[1]);
            store.put("z\uFF5E", new byte[1]);
            List<String> keys = new ArrayList<>();

            store.list("").forEachRemaining(object -> keys.add(object.key()));

            assertThat(keys).containsExactly("z\uFF5E", "z\uD83D\uDE00");
        }
    }
}
