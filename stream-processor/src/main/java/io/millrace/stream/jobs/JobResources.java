package io.millrace.stream.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.stream.mapping.MappingApplications;
import io.millrace.stream.reports.Reports;
import io.millrace.stream.tables.TableWriters;
import java.time.Clock;
import java.time.Duration;

/**
 * What every job is run with.
 *
 * @param idleAfter a job without input for so long is idle
 * @param retryDelay before the first restart
 * @param maxRetryDelay between two restarts at most
 * @param closeTimeout for the last transaction of a job's mapping
 */
public record JobResources(
        MappingApplications mappings,
        TableWriters writers,
        JobDefinitions definitions,
        Reports reports,
        MeterRegistry registry,
        Clock clock,
        Duration idleAfter,
        Duration retryDelay,
        Duration maxRetryDelay,
        Duration closeTimeout) {}
