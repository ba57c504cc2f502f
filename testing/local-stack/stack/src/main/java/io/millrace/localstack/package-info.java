/** Real servers and services as child processes, with their data in one directory. */
@NullMarked
package io.millrace.localstack;

import org.jspecify.annotations.NullMarked;
