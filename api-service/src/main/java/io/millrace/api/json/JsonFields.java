package io.millrace.api.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the properties of a JSON object; what is missing or of the wrong type is noted under its path. */
public final class JsonFields {
    private final ObjectNode object;
    private final String path;
    private final Problems problems;

    private JsonFields(ObjectNode object, String path, Problems problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    public static JsonFields ofBody(ObjectNode body, Problems problems) {
        return new JsonFields(body, "", problems);
    }

    /** The path of a property, as problems name it. */
    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public Problems problems() {
        return problems;
    }

    public ObjectNode object() {
        return object;
    }

    /** Whether the property is there and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public void problem(String name, String message) {
        problems.add(pathOf(name), message);
    }

    public Optional<String> text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            problem(name, "must be a string.");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** Empty only together with a problem. */
    public Optional<String> requiredText(String name) {
        if (!has(name)) {
            problem(name, "\"" + name + "\" is required.");
            return Optional.empty();
        }
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().isEmpty()) {
            problem(name, "\"" + name + "\" must not be empty.");
            return Optional.empty();
        }
        return text;
    }

    public boolean flag(String name, boolean byDefault) {
        JsonNode value = value(name);
        if (value == null) {
            return byDefault;
        }
        if (!value.isBoolean()) {
            problem(name, "must be true or false.");
        }
        return value.asBoolean(byDefault);
    }

    public Optional<Boolean> flag(String name) {
        return has(name) ? Optional.of(flag(name, false)) : Optional.empty();
    }

    public long number(String name, long byDefault, long min, long max) {
        JsonNode value = value(name);
        if (value == null) {
            return byDefault;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < min || value.asLong() > max) {
            problem(name, "must be a whole number from " + min + " to " + max + ".");
            return byDefault;
        }
        return value.asLong();
    }

    /** An absent property is an empty list. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode value = value(name);
        if (value == null) {
            return texts;
        }
        if (!value.isArray()) {
            problem(name, "must be an array of strings.");
            return texts;
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isTextual()) {
                texts.add(value.get(i).textValue());
            } else {
                problem(name + "[" + i + "]", "must be a string.");
            }
        }
        return texts;
    }

    public Optional<JsonFields> object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode child) {
            return Optional.of(new JsonFields(child, pathOf(name), problems));
        }
        problem(name, "must be an object.");
        return Optional.empty();
    }

    /** Empty only together with a problem. */
    public Optional<JsonFields> requiredObject(String name) {
        if (!has(name)) {
            problem(name, "\"" + name + "\" is required.");
            return Optional.empty();
        }
        return object(name);
    }

    /** The objects of an array; an absent property is an empty list. */
    public List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        JsonNode value = value(name);
        if (value == null) {
            return objects;
        }
        if (!value.isArray()) {
            problem(name, "must be an array of objects.");
            return objects;
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i) instanceof ObjectNode child) {
                objects.add(new JsonFields(child, pathOf(name) + "[" + i + "]", problems));
            } else {
                problem(name + "[" + i + "]", "must be an object.");
            }
        }
        return objects;
    }

    /** One of a closed set of names; an unknown name is a problem that lists what is known. */
    public <T> Optional<T> choice(String name, Function<String, Optional<T>> parse, String known) {
        return text(name).flatMap(text -> {
            Optional<T> choice = parse.apply(text);
            if (choice.isEmpty()) {
                problem(name, "\"" + text + "\" is not known; it must be one of " + known + ".");
            }
            return choice;
        });
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
