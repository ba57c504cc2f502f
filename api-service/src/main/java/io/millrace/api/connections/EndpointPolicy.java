package io.millrace.api.connections;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which addresses users may make this system talk to. */
@Singleton
public class EndpointPolicy {
    private static final String GOOGLE_METADATA = "metadata.google.internal";

    /** Metadata services that are not link-local: 100.100.100.200 and fd00:ec2::254, as hexadecimal digits. */
    private static final Set<String> METADATA_ADDRESSES = Set.of("646464c8", "fd000ec2000000000000000000000254");

    private final boolean allowPrivate;

    @Inject
    public EndpointPolicy(ConnectionSettings settings) {
        this(settings.allowPrivateNetworks());
    }

    EndpointPolicy(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** An endpoint with its scheme: {@code https} unless it says otherwise. Not checked yet. */
    static String withScheme(String endpoint) {
        return endpoint.contains("://") ? endpoint : "https://" + endpoint;
    }

    /** What is wrong with an endpoint; empty if it may be used. Names are resolved anew each time. */
    public Optional<String> objection(String endpoint) {
        try {
            return objection(new URI(withScheme(endpoint)));
        } catch (URISyntaxException e) {
            return Optional.of("is not an address such as s3.us-east-1.amazonaws.com or https://host:port.");
        }
    }

    private Optional<String> objection(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("must begin with http:// or https://.");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            return Optional.of("must be a host, with a port if need be, such as https://host:port.");
        }
        if (!uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
            return Optional.of("must not have a path; the bucket is a field of its own.");
        }
        return hostObjection(uri.getHost());
    }

    private Optional<String> hostObjection(String host) {
        if (host.toLowerCase(Locale.ROOT).equals(GOOGLE_METADATA)) {
            return Optional.of("is a metadata service, which connections must not lead to.");
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                Optional<String> objection = addressObjection(address);
                if (objection.isPresent()) {
                    return objection;
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            // A name that nobody knows leads nowhere; whoever uses it later looks again.
            return Optional.empty();
        }
    }

    private Optional<String> addressObjection(InetAddress address) {
        boolean metadata = METADATA_ADDRESSES.contains(HexFormat.of().formatHex(address.getAddress()));
        if (metadata || address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Optional.of("is a link-local, metadata or multicast address, which connections must not lead to.");
        }
        if (!allowPrivate && isPrivate(address)) {
            return Optional.of("is a loopback or private address. Whoever runs the service can allow these with"
                    + " millrace.connections.allow-private-networks.");
        }
        return Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        boolean carrierGrade = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal || carrierGrade;
    }
}
