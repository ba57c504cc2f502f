@NullMarked
package io.millrace.api.connections;

import org.jspecify.annotations.NullMarked;
