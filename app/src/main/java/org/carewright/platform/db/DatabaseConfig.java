package org.carewright.platform.db;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
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
}
