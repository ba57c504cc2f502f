package io.millrace.api.auth;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a key may do, with the names of the contract (section 1). */
public enum Permission {
    MANAGE_FILES("ManageFiles"),
    MANAGE_CONNECTIONS("ManageConnections"),
    MANAGE_TABLES("ManageTables"),
    VIEW_TABLES("ViewTables"),
    MANAGE_INGESTION_JOBS("ManageIngestionJobs"),
    MANAGE_STREAMS("ManageStreams"),
    ACCESS_QUERIES("AccessQueries"),
    ACCESS_METRICS("AccessMetrics"),
    MANAGE_API_KEYS("ManageApiKeys"),
    ADMINISTER_API_KEYS("AdministerApiKeys");

    private final String apiName;

    Permission(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    static Optional<Permission> ofApiName(String name) {
        return Arrays.stream(values())
                .filter(permission -> permission.apiName.equals(name))
                .findFirst();
    }

    /** The names, always in the same order. */
    static List<String> apiNames(Collection<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::apiName).toList();
    }

    static Set<Permission> all() {
        return EnumSet.allOf(Permission.class);
    }
}
