package io.millrace.stream.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(100);

    @Test
    void theSumOfAllOwnersUsesItUp() {
        budget.use("a", 60);
        budget.use("b", 40);
        assertThat(budget.isUsedUp()).isFalse();

        budget.use("b", 41);

        assertThat(budget.isUsedUp()).isTrue();
    }

    @Test
    void theLargestOwnerIsToCommitFirst() {
        budget.use("a", 60);
        budget.use("b", 50);

        assertThat(budget.isLargest("a")).isTrue();
        assertThat(budget.isLargest("b")).isFalse();
        assertThat(budget.isLargest("c")).isFalse();
    }

    @Test
    void whatIsGivenBackIsFree() {
        budget.use("a", 101);

        budget.use("a", 0);

        assertThat(budget.isUsedUp()).isFalse();
    }
}
