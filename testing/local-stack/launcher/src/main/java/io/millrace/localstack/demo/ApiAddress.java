package io.millrace.localstack.demo;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where the API of a running stack is and how to be let in.
 *
 * @param url without the path of a resource
 * @param readyFile the file this was read from
 */
public record ApiAddress(URI url, String projectId, String apiKey, Path readyFile) {
    @Override
    public String toString() {
        return "ApiAddress[" + url + ", " + projectId + "]";
    }
}
