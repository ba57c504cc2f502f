package io.millrace.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceRunnerTest {
    @Test
    void aConfigurationKeyBecomesAnEnvironmentVariable() {
        assertThat(ServiceRunner.environmentName("millrace.kafka.bootstrap-servers"))
                .isEqualTo("MILLRACE_KAFKA_BOOTSTRAP_SERVERS");
    }
}
