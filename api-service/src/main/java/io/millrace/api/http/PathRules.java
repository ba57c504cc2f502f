package io.millrace.api.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path means: slashes are collapsed and addresses from before projects existed lead to the default project. */
final class PathRules {
    private static final Pattern WITHOUT_PROJECT =
            Pattern.compile("/(?:v1/(files|events)|v2/(connections|connectionsMeta|jobs|tables))(/.*)?");

    private PathRules() {}

    /** A path without doubled slashes and without one at the end. */
    static String collapse(String path) {
        String single = path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
        boolean slashAtEnd = single.length() > 1 && single.endsWith("/");
        return slashAtEnd ? single.substring(0, single.length() - 1) : single;
    }

    /** The same resource below a project; empty if the path names a project or needs none. */
    static Optional<String> inProject(String path, String projectId) {
        Matcher matcher = WITHOUT_PROJECT.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String resource = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        String rest = matcher.group(3) == null ? "" : matcher.group(3);
        return Optional.of("/v1/projects/" + projectId + "/" + resource + rest);
    }
}
