package io.millrace.tables;

/**
 * How far a table has read one source: a partition of its rows topic.
 *
 * @param nextOffset the first offset that is not in the table
 * @param jobs what was stored for each job so far, as JSON of the caller's making; opaque here
 */
public record StreamProgress(long nextOffset, String jobs) {}
