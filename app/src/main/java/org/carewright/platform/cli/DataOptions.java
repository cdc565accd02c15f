package org.carewright.platform.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.carewright.platform.db.DataHome;
import org.carewright.platform.db.Database;
import org.carewright.platform.db.OrganizationName;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say where the data are, and the way from a command to the application that works on them. */
public final class DataOptions {

    private static final Map<String, Object> QUIET = Map.of(
            "logging.level.org.springframework.boot.SpringApplication", "off",
            "logging.level.org.springframework.boot.diagnostics", "off",
            "logging.level.org.springframework.boot.web.server.servlet.context", "error",
            // One line per connection when the server restarts; EmbeddedPostgres says that in one.
            "logging.level.com.zaxxer.hikari.pool", "error");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:CAREWRIGHT_DATA}",
            description = "Folder for Carewright's own database. Default: $CAREWRIGHT_DATA, else your data home.")
    private @Nullable Path folder;

    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:CAREWRIGHT_DATABASE}",
            description = {
                "Use this PostgreSQL 18 or newer instead: postgresql://user@host:5432/name.",
                "Default: $CAREWRIGHT_DATABASE."
            })
    private @Nullable String url;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "${env:CAREWRIGHT_DATABASE_USER}",
            description = "User for --database, if the URL names none. Default: $CAREWRIGHT_DATABASE_USER.")
    private @Nullable String user;

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            defaultValue = "${env:CAREWRIGHT_DATABASE_PASSWORD}",
            description = {
                "Password for --database, if the URL names none; asked for when left out here.",
                "Default: $CAREWRIGHT_DATABASE_PASSWORD."
            })
    private @Nullable String password;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            defaultValue = "${env:CAREWRIGHT_ORGANIZATION:-carewright}",
            description = "Whose data: a schema of this name. Default: ${DEFAULT-VALUE}.")
    private String organization = OrganizationName.DEFAULT.value();

    /** Opens the database, starts the application without its web part, and works with one of its beans. */
    public <T> int use(Class<T> bean, ToIntFunction<T> work) {
        try (var database = open();
                var context = start(
                        database,
                        WebApplicationType.NONE,
                        Map.of("spring.main.lazy-initialization", true, "carewright.jobs", false))) {
            return work.applyAsInt(context.getBean(bean));
        }
    }

    Database open() {
        var owner = new OrganizationName(organization);
        return url == null
                ? Database.in(folder == null ? DataHome.folder() : folder, owner, name())
                : Database.at(url, Optional.ofNullable(user), Optional.ofNullable(password), owner);
    }

    /** Starts the application quietly: what goes wrong is said once, by {@link Program}. */
    ConfigurableApplicationContext start(Database database, WebApplicationType type, Map<String, Object> properties) {
        // Runs after the application has closed, also when the system or Ctrl-C ends the program.
        SpringApplication.getShutdownHandlers().add(database::close);
        return new SpringApplicationBuilder(program().application())
                .web(type)
                .properties(properties)
                .properties(QUIET)
                .logStartupInfo(false)
                .initializers(context -> context.getBeanFactory().registerSingleton("database", database))
                .run();
    }

    /** The command's words after {@code carewright}. */
    private String name() {
        return spec().qualifiedName(" ").replaceFirst("^carewright ", "");
    }

    private Program program() {
        return (Program) spec().root().userObject();
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("picocli has not set up these options");
        }
        return command;
    }
}
