package io.millrace.api.startup;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.UUID;

/** {@code millrace.api.*}: what the service begins with. */
@ConfigMapping(prefix = "millrace.api")
public interface ApiSettings {
    /**
     * {@code millrace.api.admin-key}: the administrator's API key, secret. A change takes effect at the next start. Without
     * it, a key is generated and logged at the first start.
     */
    Optional<String> adminKey();

    /** {@code millrace.api.default-project-id}: the default project's id, a UUID. Without it, one is made up at the first start. */
    Optional<UUID> defaultProjectId();

    /**
     * {@code millrace.api.public-url}: what links in answers begin with, such as {@code https://ingest.example.org}. Without
     * it, links repeat the address that the request came to.
     */
    Optional<String> publicUrl();
}
