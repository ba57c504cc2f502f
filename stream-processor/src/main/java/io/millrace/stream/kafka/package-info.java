/** How this service reaches Kafka, and the topics that it needs there. */
@NullMarked
package io.millrace.stream.kafka;

import org.jspecify.annotations.NullMarked;
