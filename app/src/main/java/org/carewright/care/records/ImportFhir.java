package org.carewright.care.records;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.cli.DataOptions;
import org.carewright.platform.cli.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fhir",
        description = {
            "Bring in records as FHIR R4: bundles, single resources and NDJSON, plain, gzipped, or in .zip and .tar.gz.",
            "Importing the same again changes nothing; an interrupted import is begun again."
        })
final class ImportFhir implements CliCommand {

    private static final int SHOWN_REFUSALS = 20;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Option(
            names = "--site",
            paramLabel = "NAME",
            description = {
                "The site whose patients these are. Not needed when there is only one;",
                "where there is none, it is made."
            })
    private @Nullable String site;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = RecordsImport.DEFAULT_SOURCE,
            description = {
                "The system the records come from; the same one each time. What two sources call by the same id are",
                "two things. Default: ${DEFAULT-VALUE}."
            })
    private String source = RecordsImport.DEFAULT_SOURCE;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "import-refusals.csv",
            description = "Where to list what was refused, if anything was. Default: ${DEFAULT-VALUE}.")
    private Path reportFile = Path.of("import-refusals.csv");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Group group() {
        return Group.IMPORT;
    }

    @Override
    public Integer call() {
        for (var path : paths) {
            if (!Files.isReadable(path)) {
                throw new CommandFailed("There is nothing to read at " + path + ".");
            }
        }
        if (!source.matches("[A-Za-z0-9.-]{1,64}")) {
            throw new CommandFailed("A source is named by up to 64 letters, digits, dots and hyphens: --source ehr.");
        }
        return data.use(CommandLineImport.class, this::run);
    }

    private int run(CommandLineImport imports) {
        var began = System.nanoTime();
        ImportReport report;
        try (var sources = RecordsImport.Sources.of(paths);
                var progress = Progress.of("Importing", "kB", sources.bytes() >> 10)) {
            report = imports.run(sources, source, site, bytes -> progress.add(bytes >> 10));
        }
        print(report, (System.nanoTime() - began) / 1e9, System.out);
        if (report.refusals().isEmpty()) {
            return 0;
        }
        write(report);
        return 1;
    }

    private void print(ImportReport report, double seconds, PrintStream out) {
        out.println();
        out.printf(Locale.ROOT, "%-28s %10s %10s %10s %10s%n", "", "created", "updated", "unchanged", "rejected");
        new TreeMap<>(report.byType()).forEach((type, counts) -> line(type, counts, out));
        line("total", report.total(), out);
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d resources in %.1f s: %,.0f resources/s, %.1f MB/s.%n",
                report.total().total(),
                seconds,
                report.total().total() / seconds,
                report.bytes() / 1e6 / seconds);
        if (report.skippedFiles() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d of %,d files were taken in before and are unchanged.%n",
                    report.skippedFiles(),
                    report.files() + report.skippedFiles());
        }
        report.refusals().stream().limit(SHOWN_REFUSALS).forEach(refusal -> out.println("Refused: " + words(refusal)));
        if (!report.refusals().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%,d refusals are listed in %s.%n",
                    report.refusals().size(),
                    reportFile);
        }
    }

    private static void line(String name, ImportCounts counts, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-28s %,10d %,10d %,10d %,10d%n",
                name,
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.rejected());
    }

    private static String words(ImportReport.Refusal refusal) {
        var issue = refusal.issue();
        return String.join(
                " ",
                List.of(refusal.file(), refusal.label(), issue.path(), issue.message()).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private void write(ImportReport report) {
        var lines = new StringBuilder("file,place,type,path,code,message\n");
        for (var refusal : report.refusals()) {
            var issue = refusal.issue();
            lines.append(String.join(
                            ",",
                            List.of(
                                            refusal.file(),
                                            refusal.label(),
                                            refusal.type(),
                                            issue.path(),
                                            issue.code(),
                                            issue.message())
                                    .stream()
                                    .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                                    .toList()))
                    .append('\n');
        }
        try {
            Files.writeString(reportFile, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailed("The refusals can not be listed in " + reportFile + " (" + e.getMessage()
                    + "); import again with another --report.");
        }
    }
}
