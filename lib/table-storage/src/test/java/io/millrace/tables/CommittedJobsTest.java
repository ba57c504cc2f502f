package io.millrace.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.junit.jupiter.api.Test;

class CommittedJobsTest {
    private final InMemoryCatalog catalog = Sample.catalogInMemory();
    private final TableCatalog tables = Sample.tables(catalog);

    @Test
    void theOldestJobsAreForgottenInTheEnd() throws Exception {
        TableDefinition definition = Sample.table(Granularity.DAY);
        tables.createOrEvolve(definition);
        StoredTable table = tables.load(definition);
        int jobs = CommittedJobs.REMEMBERED + 2;
        for (int job = 0; job < jobs; job++) {
            table.discard("job-" + job, List.of());
            // The order of age is that of the table's clock, which counts milliseconds.
            Thread.sleep(2);
        }

        List<String> remembered =
                catalog
                        .loadTable(TableIdentifier.of(definition.namespace(), definition.name()))
                        .properties()
                        .keySet()
                        .stream()
                        .filter(name -> name.startsWith("millrace.job."))
                        .toList();
        assertThat(remembered)
                .hasSize(CommittedJobs.REMEMBERED)
                .contains("millrace.job.job-" + (jobs - 1), "millrace.job.job-2")
                .doesNotContain("millrace.job.job-0", "millrace.job.job-1");
    }
}
