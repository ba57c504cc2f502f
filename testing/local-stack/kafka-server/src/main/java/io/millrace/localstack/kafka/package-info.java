/** A Kafka broker and controller in one process, set up by a properties file. */
@NullMarked
package io.millrace.localstack.kafka;

import org.jspecify.annotations.NullMarked;
