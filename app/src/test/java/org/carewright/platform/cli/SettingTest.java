package org.carewright.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carewright.platform.types.Invalid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class SettingTest {

    /** What commands tell the application besides, and nobody sets. */
    private static final List<String> OWN = List.of("demo", "jobs");

    /** A property in quotes or braces, unless it names a meter or a file; or a setting that the command line asks for. */
    private static final Pattern READ =
            Pattern.compile("(?<meter>builder\\(\\s*)?[\"{]carewright\\.(?<word>(?!css|lock|properties)[\\w.-]*)"
                    + "|@ConfigurationProperties|\"CAREWRIGHT_\\w*|[a-z]\\(Setting\\.(?<setting>[A-Z_]+)\\)");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("carewright.properties");
    }

    @Test
    void every_setting_is_documented_once_and_help_says_the_same() throws IOException {
        var documented = Files.readString(Path.of("..", "docs", "running.md"))
                .lines()
                .filter(line -> line.startsWith("| `--"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values()).map(SettingTest::row).toList());
        var help = spaceless(serve().getUsageMessage());
        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(help)
                        .contains(spaceless(setting.description()
                                + setting.standard()
                                        .map(it -> "Default:" + it + ".")
                                        .orElse(""))));
    }

    @Test
    void the_sources_read_every_setting_and_nothing_else() throws IOException {
        var settings = Arrays.stream(Setting.values()).map(Setting::word);

        var read = sources().flatMap(SettingTest::read).distinct().toList();

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(settings, OWN.stream()).toList());
    }

    @Test
    void serve_has_no_option_besides_the_settings_and_those_that_every_help_shows() {
        var settings = Arrays.stream(Setting.values()).map(Setting::option);

        assertThat(serve().getCommandSpec().options())
                .extracting(OptionSpec::longestName)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(settings, Stream.of("--demo", "--stacktrace", "--help", "--version"))
                                .toList());
    }

    @Test
    void an_option_goes_before_the_environment_and_that_before_the_file_and_that_before_the_default()
            throws IOException {
        write("port = 1001", "session-idle = 11m", "session-absolute = 11h");
        var environment = Map.of("CAREWRIGHT_PORT", "1002", "CAREWRIGHT_SESSION_IDLE", "12m", "CAREWRIGHT_URL", "");

        var settings = Settings.of(serve("--port", "1003").getCommandSpec(), environment);

        assertThat(settings.get(Setting.PORT)).isEqualTo("1003");
        assertThat(settings.get(Setting.SESSION_IDLE)).isEqualTo("12m");
        assertThat(settings.get(Setting.SESSION_ABSOLUTE)).isEqualTo("11h");
        assertThat(settings.get(Setting.BREAK_GLASS_LENGTH)).isEqualTo("4h");
        assertThat(settings.find(Setting.URL)).isEmpty();
    }

    @Test
    void all_mistakes_are_refused_at_once_with_their_place_and_a_cure() throws IOException {
        write("sesion-idle = 30m", "stop-within = soon", "colour-of-walls = blue", "data = elsewhere");

        assertThat(refusal(Map.of("CAREWRIGHT_MAIL_SECURITY", "ssl"), "--port", "80800"))
                .containsExactlyInAnyOrder(
                        "colour-of-walls in " + file + ": is no setting; carewright serve --help lists them.",
                        "data in " + file + ": is no setting; carewright serve --help lists them.",
                        "sesion-idle in " + file + ": is no setting; did you mean session-idle?",
                        "stop-within in " + file + ": must be a length of time such as 90s, 30m or 12h, not “soon”.",
                        "CAREWRIGHT_MAIL_SECURITY: must be starttls, tls or none, not “ssl”.",
                        "--port: must be a port from 0 to 65535, not “80800”.");
    }

    @Test
    void a_secret_in_a_file_that_others_can_read_is_refused_and_not_repeated() throws IOException {
        write("mail-password = hunter2");

        assertThat(refusal(Map.of()))
                .singleElement()
                .asString()
                .endsWith("run: chmod 600 " + file)
                .doesNotContain("hunter2");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Settings.of(serve().getCommandSpec(), Map.of()).find(Setting.MAIL_PASSWORD))
                .contains("hunter2");
    }

    private List<String> refusal(Map<String, String> environment, String... options) {
        var spec = serve(options).getCommandSpec();
        return catchThrowableOfType(Invalid.class, () -> Settings.of(spec, environment)).issues().stream()
                .map(issue -> issue.path() + ": " + issue.message())
                .toList();
    }

    /** The command with these options, on the test's folder. */
    private CommandLine serve(String... options) {
        var program = Program.commandLine(Object.class);
        program.parseArgs(Stream.concat(Stream.of("serve", "--data=" + folder), Stream.of(options))
                .toArray(String[]::new));
        return Objects.requireNonNull(program.getSubcommands().get("serve"));
    }

    private void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String row(Setting setting) {
        return "| `%s %s` | `%s` | %s | %s |"
                .formatted(
                        setting.option(),
                        setting.label(),
                        setting.variable(),
                        setting.standard().map(it -> "`" + it + "`").orElse(""),
                        setting.description());
    }

    /** All but the settings themselves. */
    private static Stream<String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src", "main"))) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(java|jte|properties|xml)"))
                    .filter(file -> !file.endsWith("Setting.java"))
                    .toList()
                    .stream()
                    .map(SettingTest::text);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of what a source reads, as settings files have them. */
    private static Stream<String> read(String source) {
        return READ.matcher(source)
                .results()
                .filter(found -> found.group("meter") == null)
                .map(found -> {
                    var setting = found.group("setting");
                    return setting == null
                            ? Objects.requireNonNullElse(found.group("word"), found.group())
                            : Setting.valueOf(setting).word();
                });
    }

    /** Help breaks lines where it must. */
    private static String spaceless(String text) {
        return text.replaceAll("\\s+", "");
    }
}
