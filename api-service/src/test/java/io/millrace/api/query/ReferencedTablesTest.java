package io.millrace.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencedTablesTest {
    private Connection duckdb;

    @BeforeEach
    void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void tablesAreFoundWhereverTheyStand() throws SQLException {
        String sql = "SELECT (SELECT MAX(a) FROM \"in a subquery\") FROM plain JOIN \"with space\" w ON true"
                + " WHERE b IN (SELECT b FROM nested) UNION ALL SELECT 1 FROM united";

        assertThat(ReferencedTables.of(duckdb, sql).names())
                .containsExactlyInAnyOrder("in a subquery", "plain", "with space", "nested", "united");
    }

    @Test
    void aCommonTableExpressionMayHaveTheNameOfATable() throws SQLException {
        ReferencedTables referenced = ReferencedTables.of(
                duckdb, "WITH t AS (SELECT * FROM t), c AS (SELECT * FROM u) SELECT * FROM c, t, (VALUES (1)) v");

        assertThat(referenced.names()).containsExactlyInAnyOrder("t", "u", "c");
        assertThat(referenced.mayBeDefinedByTheQuery("t")).isTrue();
        assertThat(referenced.mayBeDefinedByTheQuery("c")).isTrue();
        assertThat(referenced.mayBeDefinedByTheQuery("u")).isFalse();
    }

    @Test
    void harmlessTableFunctionsMayBeUsed() throws SQLException {
        assertThat(ReferencedTables.of(duckdb, "SELECT * FROM range(3), UNNEST([1, 2])")
                        .names())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM glob('/*')",
                "SELECT 1 WHERE EXISTS (SELECT * FROM read_csv('/etc/passwd'))",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('t')",
                "SELECT * FROM duckdb_settings()",
                "SHOW TABLES",
                "DROP TABLE t",
                "SET threads = 1",
                "COPY t TO '/tmp/out'",
                "ATTACH '/tmp/x.db'",
                "PRAGMA database_list",
                "INSTALL httpfs",
                "SELECT 1; SELECT 2",
                ""
            })
    void everythingButOneSelectOverTablesIsRefused(String sql) {
        assertThatExceptionOfType(QueryException.class).isThrownBy(() -> ReferencedTables.of(duckdb, sql));
    }

    @Test
    void aSyntaxErrorPointsAtItsPlace() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> ReferencedTables.of(duckdb, "SELECT a\nFROM t WHER a = 1"))
                .satisfies(e -> assertThat(e.getMessage()).contains("line 2, column ", "FROM t WHER a = 1\n", "^"));
    }
}
