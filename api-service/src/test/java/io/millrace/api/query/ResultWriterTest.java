package io.millrace.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ResultWriterTest {
    private static final String TWO_ROWS = "SELECT * FROM (VALUES (1, 'a'), (NULL, 'b,\"c\"')) t(n, s)";

    @Test
    void objectsAreAnArrayOfObjects() throws Exception {
        assertThat(write(ResultFormat.OBJECT, false, TWO_ROWS))
                .isEqualTo("[{\"n\":1,\"s\":\"a\"},{\"n\":null,\"s\":\"b,\\\"c\\\"\"}]");
    }

    @Test
    void arraysMayHaveAHeader() throws Exception {
        assertThat(write(ResultFormat.ARRAY, true, TWO_ROWS))
                .isEqualTo(
                        "[[\"n\",\"s\"],[\"long\",\"string\"],[\"INTEGER\",\"VARCHAR\"],[1,\"a\"],[null,\"b,\\\"c\\\"\"]]");
    }

    @Test
    void linesEndWithOneExtraNewline() throws Exception {
        assertThat(write(ResultFormat.OBJECT_LINES, false, TWO_ROWS))
                .isEqualTo("{\"n\":1,\"s\":\"a\"}\n{\"n\":null,\"s\":\"b,\\\"c\\\"\"}\n\n");
        assertThat(write(ResultFormat.ARRAY_LINES, false, TWO_ROWS)).isEqualTo("[1,\"a\"]\n[null,\"b,\\\"c\\\"\"]\n\n");
        assertThat(write(ResultFormat.CSV, false, TWO_ROWS)).isEqualTo("1,a\n,\"b,\"\"c\"\"\"\n\n");
    }

    @Test
    void noRowsAreStillAWholeResult() throws Exception {
        String none = "SELECT 1 AS n WHERE false";

        assertThat(write(ResultFormat.OBJECT, false, none)).isEqualTo("[]");
        assertThat(write(ResultFormat.OBJECT_LINES, false, none)).isEqualTo("\n");
        assertThat(write(ResultFormat.CSV, false, none)).isEqualTo("\n");
    }

    @Test
    void valuesLookAsTheContractSays() throws Exception {
        String sql = "SELECT TIMESTAMPTZ '2024-03-05 14:37:22.123Z' AS t, TIMESTAMP '2024-03-05 14:37:22.123' AS z,"
                + " DATE '2024-03-05' AS d, 170141183460469231731687303715884105727::HUGEINT AS h,"
                + " [1, NULL, 2] AS l, 'AB'::BLOB AS b, 'NaN'::DOUBLE AS f, true AS y, 1.50::DECIMAL(5, 2) AS m";

        assertThat(write(ResultFormat.OBJECT, false, sql))
                .isEqualTo("[{\"t\":\"2024-03-05T14:37:22.123Z\",\"z\":\"2024-03-05T14:37:22.123Z\","
                        + "\"d\":\"2024-03-05T00:00:00.000Z\",\"h\":170141183460469231731687303715884105727,"
                        + "\"l\":[1,null,2],\"b\":\"QUI=\",\"f\":\"NaN\",\"y\":true,\"m\":1.50}]");
    }

    private static String write(ResultFormat format, boolean headers, String sql) throws SQLException, IOException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                new ResultWriter(format, headers, headers, headers, rows).write(out);
                return out.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
