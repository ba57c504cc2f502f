/** Decides what comes next in each batch job: a Kafka Streams topology keyed by job id. Reads and writes no data. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch.coordination;
