package io.millrace.batch.messaging;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What this process is called among its like. */
@ConfigMapping(prefix = "millrace.batch.instance")
public interface InstanceConfiguration {
    /**
     * {@code millrace.batch.instance.id}: unique among the batch loaders of a cluster and the same after a restart, which
     * then takes its work up at once. Default: the host's name and the HTTP port.
     */
    Optional<String> id();
}
