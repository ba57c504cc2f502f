/** The broker: settings, the producer, the topics. */
@NullMarked
package io.millrace.api.kafka;

import org.jspecify.annotations.NullMarked;
