@NullMarked
package io.millrace.stream.jobs;

import org.jspecify.annotations.NullMarked;
