@NullMarked
package io.millrace.api.jobs;

import org.jspecify.annotations.NullMarked;
