/** Plan tasks: a source's objects, grouped into load tasks. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch.planning;
