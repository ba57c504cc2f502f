package io.millrace.api.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problems;
import io.millrace.api.json.JsonFields;
import io.millrace.api.json.RequestJson;
import io.millrace.messages.secrets.UnreadableSecretException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a connection is asked to be, checked. Fields that are not known are left out. */
record ConnectionRequest(String name, ConnectionType type, ObjectNode payload, ObjectNode secrets) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");
    private static final String SECRET_KEY = S3Access.SECRET_KEY;
    private static final int MAX_DESCRIPTION = 1000;

    /** @throws ApiException naming all problems */
    static ConnectionRequest of(ObjectNode body, EndpointPolicy endpoints) {
        Problems problems = new Problems();
        JsonFields fields = JsonFields.ofBody(body, problems);
        Optional<String> name = fields.requiredText("name");
        name.filter(text -> !NAME.matcher(text).matches())
                .ifPresent(text -> fields.problem(
                        "name",
                        "\"" + text + "\" is not a name for a connection: 1 to 64 ASCII letters, digits, \".\", \"_\""
                                + " and \"-\"."));
        Optional<ConnectionType> type = type(fields);
        ObjectNode payload = RequestJson.newObject();
        ObjectNode secrets = RequestJson.newObject();
        description(fields, payload);
        if (type.isPresent() && type.get() == ConnectionType.S3) {
            s3(fields, payload, secrets, endpoints);
        }
        problems.throwIfAny();
        return new ConnectionRequest(name.orElseThrow(), type.orElseThrow(), payload, secrets);
    }

    /**
     * A change of a connection: what the body does not mention stays, what is null goes. Name and type cannot change.
     *
     * @throws ApiException naming all problems
     */
    static ConnectionRequest change(Connection existing, ObjectNode body, EndpointPolicy endpoints) {
        Problems problems = new Problems();
        JsonFields fields = JsonFields.ofBody(body, problems);
        requireSame(fields, "name", existing.name());
        fields.requiredText("type");
        requireSame(fields, "type", existing.type().apiName());
        problems.throwIfAny();
        ObjectNode merged = existing.payload().deepCopy();
        ObjectNode oldSecrets = merged.has("secrets") ? (ObjectNode) merged.get("secrets") : RequestJson.newObject();
        if (needsOldSecret(body.get("secrets"))) {
            try {
                oldSecrets.setAll(existing.secrets().values());
            } catch (UnreadableSecretException e) {
                throw ApiException.badArgument("secrets", String.valueOf(e.getMessage()));
            }
        }
        merged.setAll(body);
        mergeSecrets(merged, oldSecrets, body.get("secrets"));
        merged.put("name", existing.name());
        return of(merged, endpoints);
    }

    private static boolean needsOldSecret(@Nullable JsonNode sent) {
        return sent == null || (sent.isObject() && !sent.has(SECRET_KEY));
    }

    private static void mergeSecrets(ObjectNode merged, ObjectNode oldSecrets, @Nullable JsonNode sent) {
        if (sent == null && !oldSecrets.isEmpty()) {
            merged.set("secrets", oldSecrets);
        }
        if (sent instanceof ObjectNode newSecrets) {
            boolean sameType = !newSecrets.has("type") || newSecrets.get("type").equals(oldSecrets.get("type"));
            ObjectNode all = sameType ? oldSecrets : RequestJson.newObject();
            merged.set("secrets", all.setAll(newSecrets));
        }
    }

    private static void requireSame(JsonFields fields, String field, String current) {
        Optional<String> sent = fields.text(field);
        if (sent.isPresent() && !sent.get().equals(current)) {
            fields.problem(
                    field,
                    "The connection's " + field + " is \"" + current + "\" and cannot change. Make another one.");
        }
    }

    private static Optional<ConnectionType> type(JsonFields fields) {
        Optional<String> text = fields.requiredText("type");
        Optional<ConnectionType> type = text.flatMap(ConnectionType::ofApiName);
        if (text.isPresent() && type.isEmpty()) {
            String reason = ConnectionType.NOT_YET.contains(text.get()) ? "is not supported yet" : "is not known";
            fields.problem(
                    "type", "The connection type \"" + text.get() + "\" " + reason + "; push_streaming and s3 are.");
        }
        return type;
    }

    private static void description(JsonFields fields, ObjectNode payload) {
        fields.text("description").ifPresent(text -> {
            if (text.length() > MAX_DESCRIPTION) {
                fields.problem("description", "must not be longer than " + MAX_DESCRIPTION + " characters.");
            }
            payload.put("description", text);
        });
    }

    private static void s3(JsonFields fields, ObjectNode payload, ObjectNode secrets, EndpointPolicy endpoints) {
        fields.requiredText("bucket").ifPresent(bucket -> {
            if (!BUCKET.matcher(bucket).matches()) {
                fields.problem("bucket", "\"" + bucket + "\" is not the name of a bucket.");
            }
            payload.put("bucket", bucket);
        });
        fields.requiredText("awsEndpoint").ifPresent(endpoint -> {
            endpoints
                    .objection(endpoint)
                    .ifPresent(objection -> fields.problem("awsEndpoint", "\"" + endpoint + "\" " + objection));
            payload.put("awsEndpoint", endpoint);
        });
        fields.text("awsAssumedRoleArn").ifPresent(role -> payload.put("awsAssumedRoleArn", role));
        fields.text("prefix").ifPresent(prefix -> payload.put("prefix", prefix));
        fields.object("secrets").ifPresent(given -> s3Secrets(given, payload, secrets));
    }

    private static void s3Secrets(JsonFields given, ObjectNode payload, ObjectNode secrets) {
        ObjectNode shown = payload.putObject("secrets");
        Optional<String> type = given.choice(
                "type",
                name -> List.of("access_key", "aws_iam").contains(name) ? Optional.of(name) : Optional.empty(),
                "access_key, aws_iam");
        String known = type.orElse("access_key");
        shown.put("type", known);
        if (known.equals("aws_iam")) {
            given.requiredText("awsAssumedRoleArn").ifPresent(role -> shown.put("awsAssumedRoleArn", role));
            return;
        }
        given.requiredText("accessKeyId").ifPresent(id -> shown.put("accessKeyId", id));
        given.requiredText(SECRET_KEY).ifPresent(secret -> secrets.put(SECRET_KEY, secret));
    }
}
