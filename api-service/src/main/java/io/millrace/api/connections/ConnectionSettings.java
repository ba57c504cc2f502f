package io.millrace.api.connections;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code millrace.connections.*}: what connections may lead to. */
@ConfigMapping(prefix = "millrace.connections")
public interface ConnectionSettings {
    /**
     * {@code millrace.connections.allow-private-networks}: whether connections may lead to loopback and private
     * addresses, such as an S3 server of one's own. Off by default, so that users of the API cannot reach what is behind
     * the firewall; link-local and metadata addresses are refused either way.
     */
    @WithDefault("false")
    boolean allowPrivateNetworks();
}
