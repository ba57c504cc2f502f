package io.millrace.model;

import java.util.Locale;

/**
 * Why a job, or one of its records, failed. A code keeps its meaning for ever; a retired one is never reused. The names
 * are those of the Polaris contract, section 11, where it has one.
 */
public enum ErrorCode {
    CANNOT_PARSE_SOURCE(Category.CALLER),
    COULD_NOT_CONNECT_TO_SOURCE(Category.CALLER),
    NULL_TIMESTAMP(Category.CALLER),
    TIMESTAMP_OUT_OF_BOUNDS(Category.CALLER),
    ROW_TOO_LARGE(Category.CALLER),
    EXPRESSION_FAILED(Category.CALLER),
    NO_ROWS_FOUND(Category.CALLER),
    INVALID_ROWS_FOUND(Category.CALLER),
    CANCELED(Category.CALLER),
    UNABLE_TO_PROCEED(Category.DEPENDENCY),
    LOST_CONNECTION_TO_SOURCE(Category.DEPENDENCY),
    INTERNAL_ERROR(Category.OURS);

    /** Who can do something about it. */
    public enum Category {
        CALLER,
        CAPACITY,
        DEPENDENCY,
        OURS
    }

    private final Category category;

    ErrorCode(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }

    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
