package io.millrace.batch.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.messages.BatchTask.InputObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGroupingTest {
    private final List<List<InputObject>> groups = new ArrayList<>();
    private final TaskGrouping grouping = new TaskGrouping(100, 3, groups::add);

    @Test
    void smallObjectsShareATask() {
        add(30, 30, 30);

        assertThat(sizes()).containsExactly(List.of(30L, 30L, 30L));
    }

    @Test
    void anObjectThatWouldMakeATaskTooLargeBeginsTheNext() {
        add(60, 50, 10);

        assertThat(sizes()).containsExactly(List.of(60L), List.of(50L, 10L));
    }

    @Test
    void anObjectLargerThanATaskHasOneOfItsOwn() {
        add(10, 500, 10);

        assertThat(sizes()).containsExactly(List.of(10L), List.of(500L), List.of(10L));
    }

    @Test
    void aTaskHasNoMoreObjectsThanAllowed() {
        add(1, 1, 1, 1);

        assertThat(sizes()).containsExactly(List.of(1L, 1L, 1L), List.of(1L));
    }

    @Test
    void noObjectsMakeNoTask() {
        add();

        assertThat(groups).isEmpty();
        assertThat(grouping.objects()).isZero();
    }

    @Test
    void objectsAndBytesAreCountedOverAllTasks() {
        add(60, 50, 10);

        assertThat(grouping.objects()).isEqualTo(3);
        assertThat(grouping.bytes()).isEqualTo(120);
    }

    private void add(long... sizes) {
        for (long size : sizes) {
            grouping.add(new InputObject("o" + size, "o" + size, size, null, null));
        }
        grouping.finish();
    }

    private List<List<Long>> sizes() {
        return groups.stream()
                .map(group -> group.stream().map(InputObject::sizeBytes).toList())
                .toList();
    }
}
