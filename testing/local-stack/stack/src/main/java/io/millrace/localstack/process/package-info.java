/** Processes of this machine: starting them, telling them apart from later ones with the same number, ending them. */
@NullMarked
package io.millrace.localstack.process;

import org.jspecify.annotations.NullMarked;
