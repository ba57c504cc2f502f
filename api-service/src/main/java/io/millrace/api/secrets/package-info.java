/** Connections: named sources that jobs read. */
@NullMarked
package io.millrace.api.secrets;

import org.jspecify.annotations.NullMarked;
