/** Takes tasks from Kafka, runs them, and sends what became of them in the same transaction as the consumed offset. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch.work;
