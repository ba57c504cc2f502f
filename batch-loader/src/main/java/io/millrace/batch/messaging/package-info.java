/** How this process meets Kafka: where it is, which topics there are, and what this process is called. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch.messaging;
