/** The commands of {@code ./millrace}. */
@NullMarked
package io.millrace.localstack.launcher;

import org.jspecify.annotations.NullMarked;
