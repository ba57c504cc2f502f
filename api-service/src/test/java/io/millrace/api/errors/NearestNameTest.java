package io.millrace.api.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> EXISTING = List.of("orders", "clicks", "click-events");

    @Test
    void theNearestNameIsOffered() {
        assertThat(NearestName.hint("clikcs", EXISTING)).isEqualTo(" Did you mean \"clicks\"?");
        assertThat(NearestName.hint("click_event", EXISTING)).isEqualTo(" Did you mean \"click-events\"?");
    }

    @Test
    void aNameInOtherCaseIsTheNearestOfAll() {
        assertThat(NearestName.hint("ORDERS", EXISTING)).isEqualTo(" Did you mean \"orders\"?");
    }

    @Test
    void aNameThatIsLikeNoneGetsNoHint() {
        assertThat(NearestName.hint("temperature", EXISTING)).isEmpty();
        assertThat(NearestName.hint("x", EXISTING)).isEmpty();
        assertThat(NearestName.hint("clicks".repeat(100), EXISTING)).isEmpty();
        assertThat(NearestName.hint("clicks", List.of())).isEmpty();
    }
}
