package org.carewright.platform.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.carewright.platform.db.DataHome;
import org.carewright.platform.db.Database;
import org.carewright.platform.db.OrganizationName;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Mixed into a command that works on the data: brings the options that say where they are ({@link Setting}), and is the
 * way from the command to the application.
 */
@Command
public final class DataOptions {

    private static final Map<String, Object> QUIET = Map.of(
            "logging.level.org.springframework.boot.SpringApplication", "off",
            "logging.level.org.springframework.boot.diagnostics", "off",
            "logging.level.org.springframework.boot.web.server.servlet.context", "error",
            // One line per connection when the server restarts; EmbeddedPostgres says that in one.
            "logging.level.com.zaxxer.hikari.pool", "error");

    /** No settings but ours: a file that happens to lie in the working directory changes nothing. */
    private static final String OWN_CONFIGURATION = "--spring.config.location=classpath:/";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Opens the database, starts the application without its web part, and works with one of its beans. */
    public <T> int use(Class<T> bean, ToIntFunction<T> work) {
        var settings = settings();
        try (var database = open(settings);
                var context = start(
                        database,
                        WebApplicationType.NONE,
                        settings,
                        Map.of("spring.main.lazy-initialization", true, "carewright.jobs", false))) {
            return work.applyAsInt(context.getBean(bean));
        }
    }

    Settings settings() {
        return Settings.of(spec(), System.getenv());
    }

    Database open(Settings settings) {
        var owner = new OrganizationName(settings.get(Setting.ORGANIZATION));
        return settings.find(Setting.DATABASE)
                .map(url -> Database.at(
                        url, settings.find(Setting.DATABASE_USER), settings.find(Setting.DATABASE_PASSWORD), owner))
                .orElseGet(() -> Database.in(
                        settings.find(Setting.DATA).map(Path::of).orElseGet(DataHome::folder), owner, name()));
    }

    /** Starts the application quietly: what goes wrong is said once, by {@link Program}. */
    ConfigurableApplicationContext start(
            Database database, WebApplicationType type, Settings settings, Map<String, Object> properties) {
        // Runs after the application has closed, also when the system or Ctrl-C ends the program.
        SpringApplication.getShutdownHandlers().add(database::close);
        return new SpringApplicationBuilder(program().application())
                .web(type)
                .properties(properties)
                .properties(QUIET)
                .logStartupInfo(false)
                .listeners(new IgnoredEnvironment())
                .initializers(context -> context.getBeanFactory().registerSingleton("database", database))
                .run(Stream.concat(settings.arguments().stream(), Stream.of(OWN_CONFIGURATION))
                        .toArray(String[]::new));
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
