package io.millrace.sql.functions;

import java.util.List;

/** A function by its name in upper case, with all the ways to call it, the preferred first. */
public record FunctionDefinition(String name, List<Signature> signatures) {
    public FunctionDefinition {
        signatures = List.copyOf(signatures);
    }
}
