package org.carewright.platform.cli;

import java.util.List;
import org.carewright.planner.cli.PlanCommand;
import org.carewright.platform.db.DatabaseUnavailable;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code carewright} itself: finds the commands of all modules, runs one, and says how it ended. */
@Command(
        name = "carewright",
        description = "The coordination desk of a clinic or hospital.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed, for the reason that is printed", "2:the command was not understood"},
        scope = ScopeType.INHERIT)
public final class Program {

    private final Class<?> application;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "When something fails, show where in the program.")
    private boolean stacktrace;

    private Program(Class<?> application) {
        this.application = application;
    }

    /**
     * Runs the command that the arguments name, to its end.
     *
     * @param application the Spring Boot application that the commands work with
     * @return the exit code: 0 done, 1 failed, 2 not understood
     */
    public static int run(Class<?> application, String... arguments) {
        return commandLine(application).execute(arguments);
    }

    static CommandLine commandLine(Class<?> application) {
        var program = new Program(application);
        var root = new CommandLine(program);
        var commands = SpringFactoriesLoader.forDefaultResourceLocation().load(CliCommand.class);
        for (var group : CliCommand.Group.values()) {
            add(root, group, commands.stream().filter(it -> it.group() == group).toList());
        }
        root.addSubcommand(new PlanCommand());
        return root.setParameterExceptionHandler((mistake, arguments) -> point(mistake))
                .setExecutionExceptionHandler((failure, line, parsed) -> program.explain(failure, line));
    }

    private static void add(CommandLine root, CliCommand.Group group, List<CliCommand> commands) {
        if (commands.isEmpty()) {
            return;
        }
        var parent = root;
        if (group != CliCommand.Group.NONE) {
            var spec = CommandSpec.create();
            spec.usageMessage().description(group.description()).synopsisSubcommandLabel("COMMAND");
            parent = new CommandLine(spec);
            root.addSubcommand(group.word(), parent);
        }
        commands.stream().map(Program::line).forEach(parent::addSubcommand);
    }

    private static CommandLine line(CliCommand command) {
        var line = new CommandLine(command);
        var spec = line.getCommandSpec();
        if (spec.mixins().values().stream().anyMatch(mixin -> mixin.userObject() instanceof DataOptions)) {
            Settings.offer(spec, command instanceof Serve);
        }
        return line;
    }

    Class<?> application() {
        return application;
    }

    private static int point(CommandLine.ParameterException mistake) {
        var line = mistake.getCommandLine();
        line.getErr()
                .println(mistake.getMessage() + "; see " + line.getCommandSpec().qualifiedName() + " --help.");
        line.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    private int explain(Exception failure, CommandLine line) {
        var out = line.getErr();
        if (stacktrace) {
            failure.printStackTrace(out);
        } else {
            sentences(failure).forEach(out::println);
        }
        out.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What Spring wraps around a reason is nothing to the person who typed the command. */
    private static List<String> sentences(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Invalid invalid) {
                return invalid.issues().stream().map(Program::sentence).toList();
            }
            if (cause instanceof CommandFailed || cause instanceof DatabaseUnavailable) {
                return List.of(String.valueOf(cause.getMessage()));
            }
        }
        return List.of(
                "Carewright failed unexpectedly: " + NestedExceptionUtils.getMostSpecificCause(failure),
                "Add --stacktrace to see where.");
    }

    private static String sentence(Issue issue) {
        return issue.path().isEmpty() ? issue.message() : issue.path() + ": " + issue.message();
    }

    /** The version that the build wrote into the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            var built = Program.class.getPackage().getImplementationVersion();
            return new String[] {"Carewright " + (built == null ? "(not packaged)" : built)};
        }
    }
}
