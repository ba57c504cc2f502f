/** What the loaders tell of jobs, into PostgreSQL. */
@NullMarked
package io.millrace.api.reports;

import org.jspecify.annotations.NullMarked;
