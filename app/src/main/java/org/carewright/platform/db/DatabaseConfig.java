package org.carewright.platform.db;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool and the migrations of the {@link Database} that the program opened before it started Spring. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfig {

    @Bean
    HikariDataSource dataSource(Database database) {
        return database.pool();
    }

    /** Each module keeps its migrations in its own {@code schema} folder; together they make one history. */
    @Bean
    FlywayConfigurationCustomizer migrations(Database database) {
        return flyway -> flyway.locations("classpath:org/carewright/**/schema")
                .schemas(database.organization().value())
                .createSchemas(true);
    }

    /** A refusal of Flyway in a sentence for the person who starts the program. */
    @Bean
    FlywayMigrationStrategy migration(Database database) {
        return flyway -> {
            try {
                flyway.migrate();
            } catch (FlywayValidateException e) {
                throw new DatabaseUnavailable(
                        "The database " + database + " was made by another version of Carewright; start that version,"
                                + " or choose another folder with --data.",
                        e);
            } catch (FlywayException e) {
                throw new DatabaseUnavailable(
                        "The database " + database + " could not be brought to this version of Carewright: "
                                + e.getMessage(),
                        e);
            }
        };
    }
}
