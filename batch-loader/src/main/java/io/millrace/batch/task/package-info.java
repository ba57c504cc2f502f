/** What all tasks share: being stopped, and failing for a reason that the user can read. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch.task;
