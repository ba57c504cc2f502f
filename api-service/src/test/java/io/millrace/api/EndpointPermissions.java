package io.millrace.api;

import java.util.List;
import java.util.Set;

/** Which permissions let a key use which endpoint, as docs/api.md promises it. */
final class EndpointPermissions {
    private static final String PROJECT = "/v1/projects/{projectId}";

    private EndpointPermissions() {}

    /** @param anyOf one of these is enough; empty: every key may */
    record Endpoint(String method, String path, Set<String> anyOf) {
        String address() {
            return path.replace("{projectId}", RealStack.PROJECT_ID)
                    .replace("{id}", "00000000-0000-4000-8000-000000000000")
                    .replaceAll("\\{\\w+}", "absent");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Endpoint> all() {
        return List.of(
                endpoint("GET", "/v1/apikeyinfo"),
                endpoint("GET", "/v1/apikeys", "ManageApiKeys", "AdministerApiKeys"),
                endpoint("POST", "/v1/apikeys", "ManageApiKeys", "AdministerApiKeys"),
                endpoint("GET", "/v1/apikeys/{id}", "ManageApiKeys", "AdministerApiKeys"),
                endpoint("PUT", "/v1/apikeys/{id}", "ManageApiKeys", "AdministerApiKeys"),
                endpoint("DELETE", "/v1/apikeys/{id}", "ManageApiKeys", "AdministerApiKeys"),
                endpoint("GET", PROJECT + "/files", "ManageFiles"),
                endpoint("POST", PROJECT + "/files", "ManageFiles"),
                endpoint("GET", PROJECT + "/files/{name}", "ManageFiles"),
                endpoint("DELETE", PROJECT + "/files/{name}", "ManageFiles"),
                endpoint("POST", PROJECT + "/files/{path}", "ManageFiles", "ManageIngestionJobs"),
                endpoint("GET", PROJECT + "/connections", "ManageConnections"),
                endpoint("POST", PROJECT + "/connections", "ManageConnections"),
                endpoint("GET", PROJECT + "/connections/{name}", "ManageConnections"),
                endpoint("PATCH", PROJECT + "/connections/{name}", "ManageConnections"),
                endpoint("PUT", PROJECT + "/connections/{name}", "ManageConnections"),
                endpoint("DELETE", PROJECT + "/connections/{name}", "ManageConnections"),
                endpoint("POST", PROJECT + "/connections/{name}/test", "ManageConnections"),
                endpoint("GET", PROJECT + "/tables", "ViewTables", "ManageTables"),
                endpoint("POST", PROJECT + "/tables", "ManageTables"),
                endpoint("GET", PROJECT + "/tables/{name}", "ViewTables", "ManageTables"),
                endpoint("PUT", PROJECT + "/tables/{name}", "ManageTables"),
                endpoint("GET", PROJECT + "/jobs", "ManageIngestionJobs"),
                endpoint("POST", PROJECT + "/jobs", "ManageIngestionJobs"),
                endpoint("POST", PROJECT + "/jobs/preview", "ManageIngestionJobs"),
                endpoint("GET", PROJECT + "/jobs/{id}", "ManageIngestionJobs"),
                endpoint("PUT", PROJECT + "/jobs/{id}", "ManageIngestionJobs"),
                endpoint("GET", PROJECT + "/jobs/{id}/status", "ManageIngestionJobs"),
                endpoint("POST", PROJECT + "/jobs/{id}/status", "ManageIngestionJobs"),
                endpoint("GET", PROJECT + "/jobs/{id}/progress", "ManageIngestionJobs"),
                endpoint("GET", PROJECT + "/jobs/{id}/logs", "ManageIngestionJobs"),
                endpoint("GET", PROJECT + "/jobs/{id}/metrics", "ManageIngestionJobs", "AccessMetrics"),
                endpoint("POST", PROJECT + "/jobs/{id}/reset", "ManageIngestionJobs"),
                endpoint("POST", PROJECT + "/events/{connectionName}", "ManageStreams", "ManageConnections"),
                endpoint("POST", PROJECT + "/query/sql", "AccessQueries"));
    }

    private static Endpoint endpoint(String method, String path, String... anyOf) {
        return new Endpoint(method, path, Set.of(anyOf));
    }
}
