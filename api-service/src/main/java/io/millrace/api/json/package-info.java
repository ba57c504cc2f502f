/** Request bodies: parsed leniently as the contract asks, read with every problem named by its JSON path. */
@NullMarked
package io.millrace.api.json;

import org.jspecify.annotations.NullMarked;
