package io.millrace.formats.json;

/** A record is not what it should be. The message is for the user. Has no stack trace: there may be one for every record. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final String problem;

    MalformedJsonException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /** The message. */
    public String problem() {
        return problem;
    }
}
