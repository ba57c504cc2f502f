package io.millrace.api.connections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000",
                "http://[::1]:9000",
                "https://10.1.2.3",
                "192.168.0.7:9000",
                "172.20.0.2",
                "http://[fd12::1]",
                "100.64.0.1",
                "http://2130706433"
            })
    void privateAddressesNeedASetting(String endpoint) {
        assertThat(new EndpointPolicy(false).objection(endpoint))
                .hasValueSatisfying(objection -> assertThat(objection).contains("millrace.connections.allow-private"));
        assertThat(new EndpointPolicy(true).objection(endpoint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "http://[fe80::1]",
                "http://[fd00:ec2::254]",
                "http://[::ffff:100.100.100.200]",
                "http://100.100.100.200",
                "0.0.0.0:9000",
                "http://metadata.google.internal",
                "ftp://example.org",
                "file:///etc/passwd",
                "http://user:password@93.184.216.34",
                "https://93.184.216.34/bucket",
                "https://93.184.216.34?x=1",
                "not an address"
            })
    void someAddressesAreNeverAllowed(String endpoint) {
        assertThat(new EndpointPolicy(true).objection(endpoint)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3.us-east-1.amazonaws.com", "https://93.184.216.34:9000", "http://no-such-host.invalid"})
    void publicAndUnknownHostsAreAllowed(String endpoint) {
        assertThat(new EndpointPolicy(false).objection(endpoint)).isEmpty();
    }
}
