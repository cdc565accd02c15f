package org.carewright.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.type.filter.AssignableTypeFilter;
import picocli.CommandLine;

class ProgramTest {

    private final StringWriter output = new StringWriter();
    private final CommandLine program =
            Program.commandLine(Object.class).setOut(new PrintWriter(output)).setErr(new PrintWriter(output));

    @Test
    void every_command_explains_itself_and_its_exit_codes() {
        assertThat(everyLine(program)).allSatisfy(line -> {
            assertThat(line.getUsageMessage()).contains("--help", "Exit codes:", "0   done");
            assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(line.getCommandSpec().options())
                    .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
        });
    }

    @Test
    void every_command_that_is_written_is_listed() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(CliCommand.class));

        var written = scanner.findCandidateComponents("org.carewright").stream()
                .map(definition -> String.valueOf(definition.getBeanClassName()));

        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(CliCommand.class))
                .extracting(command -> command.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(written.toList());
    }

    @Test
    void help_is_done_and_a_misunderstanding_is_one_line_that_points_to_it() {
        assertThat(program.execute("serve", "--help")).isZero();
        output.getBuffer().setLength(0);

        assertThat(program.execute("serve", "--prot", "80")).isEqualTo(2);
        assertThat(output.toString().lines()).singleElement().asString().endsWith("see carewright serve --help.");
    }

    @Test
    void a_port_that_is_taken_is_said_with_the_option_that_helps() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThat(program.execute("serve", "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(1);
        }

        assertThat(output.toString().lines()).singleElement().asString().contains("--port");
    }

    private static Stream<CommandLine> everyLine(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(ProgramTest::everyLine));
    }
}
