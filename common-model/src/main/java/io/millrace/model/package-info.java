/**
 * What the services agree on: job definitions, table definitions, counters and error codes. Plain records on the JDK
 * alone; the topic envelopes around them are in {@code io.millrace.messages}.
 */
@NullMarked
package io.millrace.model;

import org.jspecify.annotations.NullMarked;
