/** Jobs: checked and resolved at submit, handed to the loaders, listed, cancelled. */
@NullMarked
package io.millrace.api.jobs;

import org.jspecify.annotations.NullMarked;
