package io.millrace.api.events;

import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.events.PushBody.Refusal;
import io.millrace.api.events.PushBody.RefusedException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code /events/{connectionName}}: what is pushed is in Kafka, acknowledged by all replicas, before it is answered. */
@Path("/v1/projects/{projectId}/events/{connectionName}")
@Blocking
public class EventsResource {
    private static final Logger LOG = Logger.getLogger(EventsResource.class);

    private final Access access;
    private final PushTopics topics;
    private final EventProducer producer;
    private final PushRate rate;
    private final PushConfiguration configuration;

    EventsResource(
            Access access, PushTopics topics, EventProducer producer, PushRate rate, PushConfiguration configuration) {
        this.access = access;
        this.topics = topics;
        this.producer = producer;
        this.rate = rate;
        this.configuration = configuration;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response push(
            @PathParam("connectionName") String connectionName,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long contentLength,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String contentEncoding,
            @Context ContainerRequestContext request,
            InputStream in) {
        access.require(Permission.MANAGE_STREAMS, Permission.MANAGE_CONNECTIONS);
        PushRate.Standing standing = rate.take();
        request.setProperty(RateLimitHeaders.STANDING, standing);
        if (!standing.allowed()) {
            return tooMany(standing);
        }
        String topic = topics.topicOf(access.project(), connectionName);
        PushBody body = read(in, contentLength == null ? -1 : contentLength, contentEncoding);
        if (!body.isEmpty()) {
            store(topic, body, contentType);
        }
        return Response.ok().build();
    }

    private PushBody read(InputStream in, long contentLength, @Nullable String contentEncoding) {
        try {
            return PushBody.read(
                    in,
                    contentLength,
                    contentEncoding,
                    (int) configuration.maxBodySize().asLongValue(),
                    configuration.maxInflatedSize().asLongValue());
        } catch (RefusedException e) {
            drain(in);
            throw ApiException.of(
                    e.refusal() instanceof Refusal.TooLarge
                            ? ApiErrorCode.PAYLOAD_TOO_LARGE
                            : ApiErrorCode.BAD_ARGUMENT,
                    e.refusal().message());
        } catch (IOException e) {
            throw ApiException.badArgument("body", "The body ended before it was whole; nothing of it was stored.");
        }
    }

    private void store(String topic, PushBody body, @Nullable String contentType) {
        try {
            producer.send(topic, body, contentType, Instant.now())
                    .get(configuration.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("A push was not acknowledged by Kafka: %s", e);
            throw ApiException.unavailable("The events could not be stored now. Send them again.", 5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The service is shutting down. Send the events again.", 5);
        }
    }

    /** Reads on for a while: a client that is still sending would not see the answer otherwise. */
    private void drain(InputStream in) {
        try {
            in.skipNBytes(8 * configuration.maxBodySize().asLongValue());
        } catch (IOException e) {
            // The client has sent everything, or is gone.
        }
    }

    /** The body is the one of the contract's own example, section 2. */
    private static Response tooMany(PushRate.Standing standing) {
        return Response.status(429)
                .header(HttpHeaders.RETRY_AFTER, standing.resetSeconds())
                .type(MediaType.APPLICATION_JSON)
                .entity("{\"message\":\"API rate limit exceeded\"}")
                .build();
    }
}
