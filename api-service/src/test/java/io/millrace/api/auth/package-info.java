@NullMarked
package io.millrace.api.auth;

import org.jspecify.annotations.NullMarked;
