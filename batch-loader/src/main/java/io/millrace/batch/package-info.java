/** The batch loader: a coordinator of batch jobs and the workers that do their tasks. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch;
