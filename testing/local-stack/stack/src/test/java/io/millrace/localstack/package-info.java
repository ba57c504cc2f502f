@NullMarked
package io.millrace.localstack;

import org.jspecify.annotations.NullMarked;
