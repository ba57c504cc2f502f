/** SQL over a project's tables: {@code POST …/query/sql} (Polaris contract, section 11c). */
@NullMarked
package io.millrace.api.query;

import org.jspecify.annotations.NullMarked;
