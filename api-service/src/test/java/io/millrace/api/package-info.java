/** The service against the real stack, through REST. */
@NullMarked
package io.millrace.api;

import org.jspecify.annotations.NullMarked;
