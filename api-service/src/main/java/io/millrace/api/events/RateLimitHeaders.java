package io.millrace.api.events;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** Tells every push, refused ones too, how it stands with the rate limit (contract, section 11a). */
@Provider
public class RateLimitHeaders implements ContainerResponseFilter {
    /** The request's property that holds its {@link PushRate.Standing}. */
    static final String STANDING = RateLimitHeaders.class.getName() + ".standing";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STANDING) instanceof PushRate.Standing standing) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle("RateLimit-Limit", standing.limit());
            headers.putSingle("RateLimit-Remaining", standing.remaining());
            headers.putSingle("RateLimit-Reset", standing.resetSeconds());
            headers.putSingle("X-RateLimit-Limit-Minute", standing.limit());
            headers.putSingle("X-RateLimit-Remaining-Minute", standing.remaining());
        }
    }
}
