/** The push gateway: {@code POST …/events/{connectionName}} (Polaris contract, section 11a). */
@NullMarked
package io.millrace.api.events;

import org.jspecify.annotations.NullMarked;
