/** What travels between the services: the envelopes on the topics, their JSON form, and the topics' names. */
@NullMarked
package io.millrace.messages;

import org.jspecify.annotations.NullMarked;
