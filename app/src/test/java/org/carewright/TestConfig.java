package org.carewright;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.carewright.platform.db.Database;
import org.carewright.platform.db.OrganizationName;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

/** The clock by hand, an empty database, and the fixtures of every module ({@code …Fixtures} beside its tests). */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "org.carewright",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Fixtures"))
class TestConfig {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    /** Kept from run to run, because starting is quicker than making; emptied, and in no hurry to be safe on disk. */
    @Bean
    Database database() throws SQLException, IOException {
        var folder = Path.of(System.getProperty("test-data", "target/test-data/0"));
        Files.deleteIfExists(folder.resolve("audit-anchor"));
        var database = Database.in(folder, OrganizationName.DEFAULT, "test");
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists carewright cascade");
            statement.execute("alter system set fsync = off");
            statement.execute("alter system set synchronous_commit = off");
            statement.execute("select pg_reload_conf()");
        }
        return database;
    }
}
