/** Before and around every request: paths, request ids, sizes, links. */
@NullMarked
package io.millrace.api.http;

import org.jspecify.annotations.NullMarked;
