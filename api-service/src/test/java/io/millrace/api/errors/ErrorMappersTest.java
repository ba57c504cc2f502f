package io.millrace.api.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.kafka.BrokerUnavailableException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class ErrorMappersTest {
    private final ErrorMappers mappers = new ErrorMappers();

    @Test
    void aMissingBrokerIsUnavailableForAWhile() {
        Response response = mappers.map(new BrokerUnavailableException(new TimeoutException()));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
    }

    @Test
    void onlyUnstorableCharactersAreTheCallersMistake() {
        assertThat(mappers.map(new ConnectionException(new SQLException("nul", "22021")))
                        .getStatus())
                .isEqualTo(400);
        assertThat(mappers.map(new ConnectionException(new SQLException("gone", "08006")))
                        .getStatus())
                .isEqualTo(500);
    }
}
