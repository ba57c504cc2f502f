package io.millrace.api.query;

/** A query that was not answered, in the words and categories of the query contract. */
final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose fault it is: decides the status. */
    enum Category {
        INVALID_INPUT(400, "invalidInput", "USER"),
        CAPACITY_EXCEEDED(429, "capacityExceeded", "OPERATOR"),
        TIMEOUT(504, "timeout", "USER"),
        UNAVAILABLE(503, "unavailable", "OPERATOR");

        final int status;
        final String errorCode;
        final String persona;

        Category(int status, String errorCode, String persona) {
            this.status = status;
            this.errorCode = errorCode;
            this.persona = persona;
        }
    }

    private final Category category;

    QueryException(Category category, String message) {
        super(message);
        this.category = category;
    }

    QueryException(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    Category category() {
        return category;
    }
}
