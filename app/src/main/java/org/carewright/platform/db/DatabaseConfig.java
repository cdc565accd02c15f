package org.carewright.platform.db;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the data are: provisional, see the decision record on the embedded database. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfig {

    static final String SCHEMA = "carewright";

    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(@Value("${carewright.data}") Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(EmbeddedPostgres postgres) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + SCHEMA + ",extensions");
        pool.setMaximumPoolSize(16);
        return pool;
    }

    @Bean
    FlywayConfigurationCustomizer flywayLocations() {
        return flyway -> flyway.locations("classpath:org/carewright/**/schema")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .initSql("""
                        create schema if not exists extensions;
                        create extension if not exists btree_gist schema extensions;
                        create extension if not exists pg_trgm schema extensions;
                        create extension if not exists pgcrypto schema extensions;
                        create extension if not exists unaccent schema extensions;
                        create extension if not exists fuzzystrmatch schema extensions;
                        """);
    }
}
