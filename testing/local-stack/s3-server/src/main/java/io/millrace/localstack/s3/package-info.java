/** An S3 server over a directory, in a process of its own. */
@NullMarked
package io.millrace.localstack.s3;

import org.jspecify.annotations.NullMarked;
