/** What must be there before requests are served, tried until it is. */
@NullMarked
package io.millrace.api.startup;

import org.jspecify.annotations.NullMarked;
