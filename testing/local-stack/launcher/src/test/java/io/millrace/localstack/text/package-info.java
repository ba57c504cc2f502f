@NullMarked
package io.millrace.localstack.text;

import org.jspecify.annotations.NullMarked;
