package org.carewright.platform.db;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * For searches, whose quickest plan depends on what is asked for: a rare name is looked up, a frequent one is met by
 * reading in order. PostgreSQL plans these statements anew for their values, where it would keep one plan for others. And as
 * nobody knows what will be asked for, they end after a while with a {@link org.springframework.dao.QueryTimeoutException}.
 */
@Component
public class FreshPlans {

    private static final int SECONDS = 20;

    private final JdbcClient jdbc;

    FreshPlans(DataSource source) {
        var template = new JdbcTemplate(source) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
        };
        template.setQueryTimeout(SECONDS);
        this.jdbc = JdbcClient.create(template);
    }

    public JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(sql);
    }
}
