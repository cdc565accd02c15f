package org.carewright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The page that a bench leaves in docs/figures: what was measured, where, and a table. */
final class Figures {

    private static final Path FOLDER = Path.of("docs", "figures");

    private final String name;
    private final StringBuilder page = new StringBuilder();

    /**
     * @param name of the bench, and of the page
     * @param title what is measured
     * @param command as typed
     * @param database the version of PostgreSQL; empty where none takes part
     */
    Figures(String name, String title, String command, String database) {
        this.name = name;
        var machine = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        page.append("# ").append(title).append("\n\n");
        page.append("`")
                .append(command)
                .append("`, ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(".\n\n");
        page.append(String.format(
                Locale.ROOT,
                "%d cores (%s, %s), %.0f GB of memory, JDK %s%s; load before the start %.1f. The bench itself"
                        + " ran on the same machine.%n%n",
                machine.getAvailableProcessors(),
                machine.getArch(),
                machine.getName(),
                machine.getTotalMemorySize() / (double) (1 << 30),
                Runtime.version(),
                database.isEmpty() ? "" : ", PostgreSQL " + database,
                Load.BEFORE));
    }

    Figures text(String paragraph) {
        page.append(paragraph).append("\n\n");
        return this;
    }

    Figures table(List<String> head, List<List<String>> rows) {
        page.append("| ").append(String.join(" | ", head)).append(" |\n|");
        page.repeat("---|", head.size()).append('\n');
        rows.forEach(row -> page.append("| ").append(String.join(" | ", row)).append(" |\n"));
        page.append('\n');
        return this;
    }

    /** Keeps the page and shows it. */
    void keep() {
        System.out.println(keepQuietly());
    }

    /** Keeps the page. */
    String keepQuietly() {
        var text = page.toString().stripTrailing() + "\n";
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
