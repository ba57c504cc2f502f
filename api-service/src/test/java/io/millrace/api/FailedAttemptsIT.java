package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guessing keys. It comes from an address of its own: others would be refused as well. */
@QuarkusTest
@WithTestResource(RealStack.class)
class FailedAttemptsIT {
    private static final String GUESSER = "127.0.0.77";
    private static final int ALLOWED_FAILURES = 20;

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    @Test
    void anAddressThatGuessesIsSlowedDownWhileValidKeysStillWork() throws IOException {
        for (int i = 0; i < ALLOWED_FAILURES; i++) {
            assertThat(askFrom(GUESSER, "pok_guess" + i)).startsWith("HTTP/1.1 401 ");
        }

        String oneTooMany = askFrom(GUESSER, "pok_guess");
        String validKey = askFrom(GUESSER, RealStack.ADMIN_KEY);
        String elsewhere = askFrom("127.0.0.78", "pok_guess");

        assertThat(oneTooMany).startsWith("HTTP/1.1 429 ").containsPattern("(?i)\r\nretry-after: [1-6]?[0-9]\r\n");
        assertThat(oneTooMany).contains("\"code\":\"TooManyRequests\"");
        assertThat(validKey).startsWith("HTTP/1.1 200 ");
        assertThat(elsewhere).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aRequestWithoutCredentialsIsNoGuess() {
        for (int i = 0; i < 2 * ALLOWED_FAILURES; i++) {
            assertThat(ApiClient.send(HttpRequest.newBuilder(ApiClient.uri("/v1/apikeyinfo")))
                            .status())
                    .isEqualTo(401);
        }
    }

    /** The JDK's HTTP client cannot choose its own address. */
    private static String askFrom(String address, String key) throws IOException {
        URI server = ApiClient.uri("/v1/apikeyinfo");
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.getOutputStream()
                    .write(("GET " + server.getPath() + " HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nConnection: close\r\nAuthorization: Basic " + key + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
