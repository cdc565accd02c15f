package org.carewright;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A table belongs to the module whose {@code schema/} creates it. Others read the views it publishes
 * ({@code …_view}, {@code …_loop}) and may point at its tables by foreign key, nothing else.
 */
class TableOwnershipTest {

    private static final Path SOURCES = Path.of("src/main/java/org/carewright");
    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern USED = Pattern.compile(
            "\\b(?:(?<!distinct )from|join|into|update|truncate|lock table|copy)\\s+(?:only\\s+)?(\\w+)");
    private static final Pattern COMMENT = Pattern.compile("(?m)--.*$|(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");

    @Test
    void no_store_touches_another_modules_tables() throws IOException {
        var owners = owners();

        var trespasses = new ArrayList<String>();
        for (var store : files("Store.java")) {
            trespasses.addAll(trespasses(store, module(store), owners));
        }

        assertThat(trespasses).isEmpty();
    }

    @Test
    void no_migration_reads_or_changes_another_modules_tables() throws IOException {
        var owners = owners();

        var trespasses = new ArrayList<String>();
        for (var migration : files(".sql")) {
            trespasses.addAll(trespasses(migration, module(migration), owners));
        }

        assertThat(trespasses).isEmpty();
    }

    @Test
    void every_table_has_one_owner() throws IOException {
        assertThat(owners()).containsEntry("site", "foundation/directory").containsEntry("task", "overview/desk");
    }

    private static List<String> trespasses(Path file, String module, Map<String, String> owners) throws IOException {
        var found = new ArrayList<String>();
        var used = USED.matcher(code(file));
        while (used.find()) {
            var owner = owners.get(used.group(1));
            if (owner != null && !owner.equals(module)) {
                found.add(SOURCES.relativize(file) + " uses " + used.group(1) + " of " + owner);
            }
        }
        return found;
    }

    private static Map<String, String> owners() throws IOException {
        var owners = new TreeMap<String, String>();
        for (var migration : files(".sql")) {
            var created = CREATED.matcher(code(migration));
            while (created.find()) {
                var before = owners.put(created.group(1), module(migration));
                assertThat(before)
                        .as("owner of %s before %s", created.group(1), module(migration))
                        .isIn(null, module(migration));
            }
        }
        return owners;
    }

    private static List<Path> files(String ending) throws IOException {
        try (var tree = Files.walk(SOURCES)) {
            return tree.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static String module(Path file) {
        return SOURCES.relativize(file).subpath(0, 2).toString();
    }

    private static String code(Path file) throws IOException {
        return COMMENT.matcher(Files.readString(file)).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
