package io.millrace.api.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problems;
import io.millrace.api.json.JsonFields;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What an API key is asked to be, checked. Fields that are not known are left out. */
record ApiKeyRequest(String name, Optional<String> description, Set<Permission> permissions) {
    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 1000;

    ApiKeyRequest {
        permissions = Set.copyOf(permissions);
    }

    /** @throws ApiException naming all problems */
    static ApiKeyRequest of(ObjectNode body) {
        Problems problems = new Problems();
        JsonFields fields = JsonFields.ofBody(body, problems);
        Optional<String> name = fields.requiredText("name");
        name.filter(text -> !isName(text))
                .ifPresent(text -> fields.problem(
                        "name",
                        "A key's name has 1 to " + MAX_NAME
                                + " characters, not all of them blank and none of them a control character."));
        Optional<String> description = fields.text("description");
        description
                .filter(text -> text.length() > MAX_DESCRIPTION)
                .ifPresent(text ->
                        fields.problem("description", "A description has at most " + MAX_DESCRIPTION + " characters."));
        Set<Permission> permissions = permissions(fields);
        problems.throwIfAny();
        return new ApiKeyRequest(name.orElseThrow(), description, permissions);
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME && !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    }

    private static Set<Permission> permissions(JsonFields fields) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        JsonNode array = fields.object().path("permissions");
        if (!array.isArray()) {
            fields.problem(
                    "permissions",
                    "\"permissions\" is required: an array of names such as \"ManageFiles\". It may be empty.");
            return permissions;
        }
        for (int i = 0; i < array.size(); i++) {
            permission(fields, array.get(i), "permissions[" + i + "]").ifPresent(permissions::add);
        }
        return permissions;
    }

    private static Optional<Permission> permission(JsonFields fields, JsonNode wanted, String path) {
        if (wanted.isTextual()) {
            return known(fields, wanted.textValue(), path);
        }
        if (!wanted.isObject() || !wanted.path("name").isTextual()) {
            fields.problem(path, "must be a permission's name, or an object with it as \"name\".");
            return Optional.empty();
        }
        if (!meansAll(wanted.path("resources"))) {
            fields.problem(
                    path + ".resources",
                    "Limiting a permission to some resources is not supported yet. Leave this out, or write [\"*\"].");
        }
        return known(fields, wanted.path("name").textValue(), path + ".name");
    }

    private static boolean meansAll(JsonNode resources) {
        boolean unsaid = resources.isMissingNode() || resources.isNull();
        return unsaid || (resources.size() == 1 && "*".equals(resources.path(0).textValue()));
    }

    private static Optional<Permission> known(JsonFields fields, String name, String path) {
        Optional<Permission> permission = Permission.ofApiName(name);
        if (permission.isEmpty()) {
            fields.problem(
                    path,
                    "\"" + name + "\" is not a permission; there are "
                            + String.join(", ", Permission.apiNames(Permission.all())) + ".");
        }
        return permission;
    }
}
