package io.millrace.formats.csv;

/** A record's quotes are wrong. The message is for the user. Has no stack trace: there may be one for every record. */
public final class MalformedCsvException extends Exception {
    private static final long serialVersionUID = 1;

    private final String problem;

    MalformedCsvException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /** The message. */
    public String problem() {
        return problem;
    }
}
