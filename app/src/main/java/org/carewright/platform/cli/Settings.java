package org.carewright.platform.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.carewright.platform.db.DataHome;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What holds in this run: each {@link Setting} by option, else environment, else file, else default. */
final class Settings {

    static final String FILE = "carewright.properties";

    private static final int LONGEST_SLIP = 3;

    private final Map<Setting, String> values;

    private Settings(Map<Setting, String> values) {
        this.values = values;
    }

    /** Adds the options: those that every command takes, or all. */
    static void offer(CommandSpec command, boolean all) {
        Arrays.stream(Setting.values())
                .filter(setting -> all || setting.isForEveryCommand())
                .map(Settings::option)
                .forEach(command::addOption);
    }

    private static OptionSpec option(Setting setting) {
        var standard = setting.standard().map(it -> " Default: " + it + ".").orElse("");
        return OptionSpec.builder(setting.option())
                .type(String.class)
                .paramLabel(setting.label())
                .arity(setting.isSecret() ? "0..1" : "1")
                .interactive(setting.isSecret())
                .description(setting.description().replace("%", "%%") + standard)
                .build();
    }

    /**
     * @throws Invalid with every setting that is unknown or has a value it can not have, wherever it stands
     */
    static Settings of(CommandSpec command, Map<String, String> environment) {
        var given = new EnumMap<Setting, String>(Setting.class);
        var sources = new EnumMap<Setting, String>(Setting.class);
        for (var setting : Setting.values()) {
            var option = optionValue(command, setting);
            var value = option != null ? option : environment.get(setting.variable());
            if (value != null && !(option == null && value.isEmpty())) {
                given.put(setting, value);
                sources.put(setting, option != null ? setting.option() : setting.variable());
            }
        }
        var issues = new ArrayList<Issue>();
        file(given).ifPresent(file -> read(file, given, sources, issues));
        given.forEach((setting, value) -> setting.mistake(value)
                .ifPresent(mistake -> issues.add(
                        new Issue(String.valueOf(sources.get(setting)), "value", mistake + quoted(setting, value)))));
        if (!issues.isEmpty()) {
            throw new Invalid(issues);
        }
        for (var setting : Setting.values()) {
            setting.standard().ifPresent(standard -> given.putIfAbsent(setting, standard));
        }
        return new Settings(given);
    }

    private static @Nullable String optionValue(CommandSpec command, Setting setting) {
        var parsed = command.commandLine().getParseResult();
        return command.findOption(setting.option()) == null || !parsed.hasMatchedOption(setting.option())
                ? null
                : parsed.matchedOptionValue(setting.option(), "");
    }

    private static String quoted(Setting setting, String value) {
        return setting.isSecret() ? "." : ", not “" + value + "”.";
    }

    /** The file that is named, which must be there, or the one in the data folder, which may be. */
    private static Optional<Path> file(Map<Setting, String> given) {
        var named = given.get(Setting.CONFIG);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        var folder = given.get(Setting.DATA);
        var file = (folder == null ? DataHome.folder() : Path.of(folder)).resolve(FILE);
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private static void read(Path file, Map<Setting, String> given, Map<Setting, String> sources, List<Issue> issues) {
        var known = Arrays.stream(Setting.values())
                .filter(setting -> setting != Setting.CONFIG)
                .filter(setting -> setting != Setting.DATA || given.containsKey(Setting.CONFIG))
                .collect(Collectors.toMap(Setting::word, setting -> setting));
        var secrets = new ArrayList<String>();
        load(file).forEach((word, value) -> {
            var setting = known.get(word);
            if (setting == null) {
                issues.add(new Issue(word + " in " + file, "unknown", "is no setting" + nearest(word, known.keySet())));
            } else if (given.putIfAbsent(setting, value) == null) {
                sources.put(setting, word + " in " + file);
            }
            if (setting != null && setting.isSecret()) {
                secrets.add(word);
            }
        });
        if (!secrets.isEmpty() && isReadByOthers(file)) {
            issues.add(new Issue(
                    String.valueOf(file),
                    "open",
                    "holds " + String.join(" and ", secrets) + " and can be read by others; run: chmod 600 " + file));
        }
    }

    private static Map<String, String> load(Path file) {
        var properties = new Properties();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed("The settings file " + file + " can not be read: " + e);
        }
        var sorted = new TreeMap<String, String>();
        properties.forEach((word, value) -> sorted.put((String) word, ((String) value).strip()));
        return sorted;
    }

    /** The cure: the word that was meant, if one is near, else where all of them stand. */
    private static String nearest(String word, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String it) -> slips(word, it)).thenComparing(it -> it))
                .filter(it -> slips(word, it) <= LONGEST_SLIP)
                .map(it -> "; did you mean " + it + "?")
                .orElse("; carewright serve --help lists them.");
    }

    /** How many letters are to be put in, left out or changed (Levenshtein) to make one word of the other. */
    private static int slips(String from, String to) {
        var row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static boolean isReadByOthers(Path file) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        try {
            var permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            throw new CommandFailed("The settings file " + file + " can not be read: " + e);
        }
    }

    Optional<String> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** Of a setting that has a default. */
    String get(Setting setting) {
        return find(setting).orElseThrow(() -> new IllegalArgumentException(setting + " has no default"));
    }

    /** For the application, as it takes arguments; these go before all else that it reads. */
    List<String> arguments() {
        return values.entrySet().stream()
                .map(entry -> "--" + entry.getKey().property() + "=" + entry.getValue())
                .toList();
    }
}
