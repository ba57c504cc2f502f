/** Projects, which everything else belongs to. */
@NullMarked
package io.millrace.api.projects;

import org.jspecify.annotations.NullMarked;
