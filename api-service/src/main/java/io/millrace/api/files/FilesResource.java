package io.millrace.api.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.http.Paging;
import io.millrace.api.http.PublicAddress;
import io.millrace.api.http.SortOrder;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** {@code /files}: the staging area (contract, section 3). */
@Path("/v1/projects/{projectId}/files")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FilesResource {
    private static final String LIMIT = "paginationLimit";
    private static final String OFFSET = "paginationOffset";
    private static final int DEFAULT_LIMIT = 1000;
    private static final String SAMPLE = "/sample";
    /** Boundaries and part headers come on top of the file. */
    private static final long FORM_OVERHEAD_BYTES = 64 * 1024;

    private static final Map<String, String> SORT_COLUMNS = Map.of(
            "compression_format", "compression_format",
            "data_format", "data_format",
            "digest_algo", "digest_algo",
            "digest_hash", "digest_hash",
            "name", "name",
            "size_bytes", "size_bytes",
            "uploaded_by_user_name", "uploaded_by_name",
            "uploaded_on_dt", "uploaded_at");

    private final Access access;
    private final Files files;
    private final FileUploads uploads;
    private final FileSampling sampling;
    private final FileSettings settings;
    private final PublicAddress address;

    FilesResource(
            Access access,
            Files files,
            FileUploads uploads,
            FileSampling sampling,
            FileSettings settings,
            PublicAddress address) {
        this.access = access;
        this.files = files;
        this.uploads = uploads;
        this.sampling = sampling;
        this.settings = settings;
        this.address = address;
    }

    /** The body is taken as bare bytes whatever its type: the framework's own form parsing would spool it to disk. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response upload(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long contentLength,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String contentEncoding,
            @QueryParam("dataFormat") @Nullable String dataFormat,
            @QueryParam("compressionFormat") @Nullable String compressionFormat,
            @Context UriInfo request,
            InputStream body) {
        access.require(Permission.MANAGE_FILES);
        long limit = settings.maxUploadSize().asLongValue();
        if (contentLength != null && contentLength > limit + FORM_OVERHEAD_BYTES) {
            throw LimitedInput.tooLarge(limit);
        }
        InputStream limited = new LimitedInput(body, limit + FORM_OVERHEAD_BYTES);
        try {
            FormBody form = FormBody.of(decoded(limited, contentEncoding), requireForm(contentType));
            StagedFile file = uploads.take(
                    form,
                    new FileUploads.Said(dataFormat, compressionFormat),
                    access.project(),
                    access.caller().user());
            return Response.created(address.of(request, access.project(), "files/" + percentEncoded(file.name())))
                    .entity(FileMetadata.of(file))
                    .build();
        } catch (ApiException refusal) {
            // Many clients send everything before they read: an answer in the middle of that reaches them as a broken
            // connection.
            drain(limited);
            throw refusal;
        }
    }

    @GET
    public FileList list(
            @QueryParam(LIMIT) @Nullable String limit,
            @QueryParam(OFFSET) @Nullable String offset,
            @QueryParam("searchString") @Nullable String searchString,
            @QueryParam("sortColumn") @Nullable String sortColumn,
            @QueryParam("sortOrder") @Nullable String sortOrder,
            @Context UriInfo request) {
        access.require(Permission.MANAGE_FILES);
        Paging paging = Paging.of(limit, offset, DEFAULT_LIMIT);
        SortOrder order = SortOrder.of(sortColumn, sortOrder, SORT_COLUMNS, "uploaded_on_dt");
        String search = searchString == null ? "" : searchString;
        Files.Page page = files.list(access.project(), search, order, paging);
        return new FileList(
                page.files().stream().map(FileMetadata::of).toList(),
                page.totalCount(),
                links(request, paging, page.totalCount()),
                space());
    }

    @GET
    @Path("{name: .+}")
    public FileMetadata get(@PathParam("name") String name) {
        access.require(Permission.MANAGE_FILES);
        return files.find(access.project(), name).map(FileMetadata::of).orElseThrow(() -> Files.unknown(name));
    }

    /** Names have slashes in them, so what stands before the last one is the name. */
    @POST
    @Path("{path: .+}")
    public ObjectNode sample(@PathParam("path") String path) {
        access.require(Permission.MANAGE_FILES, Permission.MANAGE_INGESTION_JOBS);
        if (!path.endsWith(SAMPLE)) {
            throw ApiException.of(
                    ApiErrorCode.METHOD_NOT_ALLOWED,
                    "Files are posted to \"files\", without a name; samples are asked for at \"files/NAME/sample\".");
        }
        return sampling.sample(access.project(), path.substring(0, path.length() - SAMPLE.length()));
    }

    @DELETE
    @Path("{name: .+}")
    public Response delete(@PathParam("name") String name) {
        access.require(Permission.MANAGE_FILES);
        files.delete(access.project(), name);
        return Response.noContent().build();
    }

    private FileList.Space space() {
        long used = files.usedBytes(access.project());
        long allocated = Math.max(used, settings.space().asLongValue());
        return new FileList.Space(allocated, used, allocated - used);
    }

    private FileList.Links links(UriInfo request, Paging paging, long totalCount) {
        long nextOffset = (long) paging.offset() + paging.limit();
        long previousOffset = Math.max(0, paging.offset() - paging.limit());
        return new FileList.Links(
                nextOffset < totalCount ? link(request, paging, nextOffset) : null,
                paging.offset() > 0 ? link(request, paging, previousOffset) : null);
    }

    /** Built by hand: to a URI builder, braces in a value are the place of a template's variable. */
    private String link(UriInfo request, Paging paging, long offset) {
        StringJoiner query = new StringJoiner("&");
        request.getQueryParameters().forEach((name, values) -> {
            if (!name.equals(LIMIT) && !name.equals(OFFSET)) {
                values.forEach(value -> query.add(queryEncoded(name) + "=" + queryEncoded(value)));
            }
        });
        query.add(LIMIT + "=" + paging.limit()).add(OFFSET + "=" + offset);
        return address.of(request, access.project(), "files") + "?" + query;
    }

    private static String queryEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String requireForm(@Nullable String contentType) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw ApiException.of(
                    ApiErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "An upload is a form of type multipart/form-data with a part named \"file\"; this body is \""
                            + contentType + "\". With curl, write --form 'file=@path', and do not forget the @.");
        }
        return contentType;
    }

    private static InputStream decoded(InputStream body, @Nullable String contentEncoding) {
        if (contentEncoding == null || contentEncoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (!contentEncoding.equalsIgnoreCase("gzip")) {
            throw ApiException.of(
                    ApiErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Encoding \"" + contentEncoding + "\" is not supported; gzip is.");
        }
        try {
            return new GZIPInputStream(body, 64 * 1024);
        } catch (IOException e) {
            throw ApiException.badArgument("body", "The body is not gzip, although its Content-Encoding says so.");
        }
    }

    private static String percentEncoded(String fileName) {
        return queryEncoded(fileName).replace("%2F", "/");
    }

    private static void drain(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | ApiException e) {
            // The client is told what was wrong first, or is gone.
        }
    }
}
