/** Loads sample data through the public API and shows what came of it. */
@NullMarked
package io.millrace.localstack.demo;

import org.jspecify.annotations.NullMarked;
