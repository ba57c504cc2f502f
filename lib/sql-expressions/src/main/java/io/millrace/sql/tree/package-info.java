/** Typed expressions: a sealed tree of small records, every node with the type of its value. */
@NullMarked
package io.millrace.sql.tree;

import org.jspecify.annotations.NullMarked;
