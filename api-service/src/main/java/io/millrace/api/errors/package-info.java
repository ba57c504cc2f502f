/** What clients are told when something is wrong: stable codes, one body shape, one mapper. */
@NullMarked
package io.millrace.api.errors;

import org.jspecify.annotations.NullMarked;
