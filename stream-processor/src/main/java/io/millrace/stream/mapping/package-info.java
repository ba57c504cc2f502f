/** From a source topic to mapped rows: one Kafka Streams application for each job. */
@NullMarked
package io.millrace.stream.mapping;

import org.jspecify.annotations.NullMarked;
