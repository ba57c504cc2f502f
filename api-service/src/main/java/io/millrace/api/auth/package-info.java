/** Who is calling: API keys, the three forms of the header, permissions. */
@NullMarked
package io.millrace.api.auth;

import org.jspecify.annotations.NullMarked;
