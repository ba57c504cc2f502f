package io.millrace.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.S3Location;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetUrlRequest;

class S3ClientsTest {
    @ParameterizedTest
    @CsvSource({
        "s3.eu-west-1.amazonaws.com, https://zoo.s3.eu-west-1.amazonaws.com/a/b",
        "https://s3.eu-west-1.amazonaws.com, https://zoo.s3.eu-west-1.amazonaws.com/a/b",
        "s3.amazonaws.com, https://zoo.s3.eu-north-1.amazonaws.com/a/b",
        "S3.dualstack.eu-west-1.amazonaws.com, https://zoo.s3.eu-west-1.amazonaws.com/a/b",
        "http://127.0.0.1:9000, http://127.0.0.1:9000/zoo/a/b",
        "minio.example.org, https://minio.example.org/zoo/a/b",
    })
    void anEndpointIsAddressedInItsOwnWay(String endpoint, String url) {
        withClient(
                endpoint,
                client -> assertThat(client.utilities()
                                .getUrl(GetUrlRequest.builder()
                                        .bucket("zoo")
                                        .key("a/b")
                                        .build()))
                        .hasToString(url));
    }

    @Test
    void whatIsNotAnEndpointIsRefused() {
        assertThatThrownBy(() -> S3Clients.endpoint("http://"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://");
    }

    private static void withClient(String endpoint, Consumer<S3Client> test) {
        try (S3Client client = S3Clients.open(new S3Location(endpoint, "eu-north-1", "zoo", "", "id", "secret"))) {
            test.accept(client);
        }
    }
}
