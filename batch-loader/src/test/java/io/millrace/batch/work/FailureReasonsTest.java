package io.millrace.batch.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.task.TaskFailedException;
import io.millrace.model.ErrorCode;
import io.millrace.tables.CommitFailedException;
import io.millrace.tables.JobDiscardedException;
import io.millrace.tables.UnknownTableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class FailureReasonsTest {
    @Test
    void aFailureThatKnowsItsReasonKeepsItHoweverDeepItIs() {
        TaskFailedException known = TaskFailedException.forGood(ErrorCode.CANNOT_PARSE_SOURCE, "broken", null);

        assertThat(FailureReasons.of(new IllegalStateException(known))).isSameAs(known);
    }

    @Test
    void whatIsOutsideMayWorkLater() {
        assertThat(FailureReasons.of(new RuntimeException(new SQLException("no route"))))
                .satisfies(failure -> transientWith(failure, "no route"));
        assertThat(FailureReasons.of(new UncheckedIOException(new IOException("reset"))))
                .satisfies(failure -> transientWith(failure, "reset"));
        assertThat(FailureReasons.of(SdkClientException.create("timed out")))
                .satisfies(failure -> transientWith(failure, "timed out"));
        assertThat(FailureReasons.of(new CommitFailedException("lost race", new IOException("x"))))
                .satisfies(failure -> transientWith(failure, "lost race"));
    }

    @Test
    void aTableThatIsGoneStaysGone() {
        TaskFailedException failure = FailureReasons.of(new UnknownTableException("no table edits"));

        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.code()).isEqualTo(ErrorCode.UNABLE_TO_PROCEED);
        assertThat(failure.userMessage()).isEqualTo("no table edits");
    }

    @Test
    void aJobThatWasGivenUpStaysGivenUp() {
        TaskFailedException failure = FailureReasons.of(new JobDiscardedException("job"));

        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.code()).isEqualTo(ErrorCode.UNABLE_TO_PROCEED);
        assertThat(failure.userMessage()).contains("none of its rows");
    }

    @Test
    void whatNobodyThoughtOfIsOursAndTellsTheUserNothingInternal() {
        TaskFailedException failure = FailureReasons.of(new NullPointerException("field x is null"));

        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(failure.userMessage()).doesNotContain("field x");
    }

    private static void transientWith(TaskFailedException failure, String message) {
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.code()).isEqualTo(ErrorCode.UNABLE_TO_PROCEED);
        assertThat(failure.userMessage()).contains(message);
    }
}
