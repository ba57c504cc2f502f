/** The services as processes against a real Kafka, a real S3 server and a real PostgreSQL, through REST. */
@NullMarked
package io.millrace.systemtests;

import org.jspecify.annotations.NullMarked;
