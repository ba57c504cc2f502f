package io.millrace.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/projects/p/files, /v1/projects/p/files",
        "/v1/projects/p/files/, /v1/projects/p/files",
        "//v1///projects/p//files//, /v1/projects/p/files",
        "/v1/projects/p/files/a%2Fb, /v1/projects/p/files/a%2Fb",
        "/, /"
    })
    void slashesAreCollapsed(String path, String collapsed) {
        assertThat(PathRules.collapse(path)).isEqualTo(collapsed);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/files, /v1/projects/P/files",
        "/v1/files/a/b.json, /v1/projects/P/files/a/b.json",
        "/v1/events/conn, /v1/projects/P/events/conn",
        "/v2/connections, /v1/projects/P/connections",
        "/v2/jobs/17/logs, /v1/projects/P/jobs/17/logs",
        "/v2/tables/t, /v1/projects/P/tables/t"
    })
    void addressesWithoutAProjectMeanTheDefaultOne(String path, String meant) {
        assertThat(PathRules.inProject(path, "P")).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/projects/p/files", "/v1/filesystem", "/v2/files", "/v1/jobs", "/v1", "/q/health"})
    void otherAddressesStayAsTheyAre(String path) {
        assertThat(PathRules.inProject(path, "P")).isEmpty();
    }
}
