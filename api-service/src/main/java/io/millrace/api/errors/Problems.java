package io.millrace.api.errors;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that the client is told everything at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(String target, String message) {
        found.add(new Problem(target, message));
    }

    /** Adds a problem unless there is one at the same place: two checks may notice the same thing. */
    public void addUnlessNoticed(String target, String message) {
        if (found.stream().noneMatch(problem -> problem.target().equals(target))) {
            add(target, message);
        }
    }

    public boolean any() {
        return !found.isEmpty();
    }

    public List<Problem> found() {
        return List.copyOf(found);
    }

    /** @throws ApiException with all problems, if there are any */
    public void throwIfAny() {
        if (any()) {
            throw ApiException.ofProblems(found);
        }
    }
}
