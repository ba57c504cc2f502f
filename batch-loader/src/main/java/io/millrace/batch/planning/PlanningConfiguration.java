package io.millrace.batch.planning;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a job's objects are grouped into load tasks. */
@ConfigMapping(prefix = "millrace.batch.planning")
public interface PlanningConfiguration {
    /**
     * {@code millrace.batch.planning.task-size}: stored bytes of objects for one task. A larger object is a task of its
     * own. Smaller tasks spread better over workers; larger ones make fewer files and roll up more.
     */
    @WithDefault("128M")
    MemorySize taskSize();

    /** {@code millrace.batch.planning.task-objects}: objects in one task at most. At least 1. */
    @WithDefault("1000")
    int taskObjects();

    /**
     * {@code millrace.batch.planning.plan-size}: bytes of all load tasks of a job together, most of them the keys of its
     * objects. They are sent in one transaction, which must end within {@code millrace.batch.work.transaction-timeout}; a
     * job with more fails.
     */
    @WithDefault("64M")
    MemorySize planSize();
}
