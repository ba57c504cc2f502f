package io.millrace.api.jobs;

import io.millrace.api.tables.ApiTable;
import io.millrace.api.tables.TableSpec;
import io.millrace.model.Column;
import io.millrace.model.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * The table that a job writes and what it writes into it.
 *
 * @param existing empty: the table is still to be made
 * @param spec the table as the job needs it, with what is still to be added
 * @param discovered columns that the existing table lacks
 * @param mappings those of the request, in their order, then those of our own
 */
record ResolvedTarget(Optional<ApiTable> existing, TableSpec spec, List<Column> discovered, List<Mapping> mappings) {}
