package io.millrace.batch.work;

import io.millrace.batch.task.TaskFailedException;
import io.millrace.model.ErrorCode;
import io.millrace.tables.CommitFailedException;
import io.millrace.tables.JobDiscardedException;
import io.millrace.tables.UnknownTableException;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Says of whatever a task threw whose fault it is and whether trying again may help. */
final class FailureReasons {
    private static final int MAX_DEPTH = 20;

    private FailureReasons() {}

    static TaskFailedException of(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            TaskFailedException known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return TaskFailedException.forGood(ErrorCode.INTERNAL_ERROR, "Internal error", thrown);
    }

    private static @Nullable TaskFailedException known(Throwable thrown) {
        if (thrown instanceof TaskFailedException failure) {
            return failure;
        }
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof UnknownTableException) {
            return TaskFailedException.forGood(ErrorCode.UNABLE_TO_PROCEED, message, thrown);
        }
        if (thrown instanceof JobDiscardedException) {
            return TaskFailedException.forGood(
                    ErrorCode.UNABLE_TO_PROCEED,
                    "The job's commit kept failing and was given up: the table has none of its rows. Start it again.",
                    thrown);
        }
        if (thrown instanceof CommitFailedException) {
            return TaskFailedException.forNow(
                    ErrorCode.UNABLE_TO_PROCEED, "The table could not be committed: " + message, thrown);
        }
        if (thrown instanceof SQLException) {
            return TaskFailedException.forNow(
                    ErrorCode.UNABLE_TO_PROCEED, "The catalog cannot be used: " + message, thrown);
        }
        if (thrown instanceof IOException || thrown instanceof SdkException) {
            return TaskFailedException.forNow(
                    ErrorCode.UNABLE_TO_PROCEED, "Storage cannot be used: " + message, thrown);
        }
        return null;
    }
}
