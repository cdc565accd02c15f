package org.carewright.bench;

import static org.carewright.bench.Figures.number;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "import", description = "Sample bundles into an empty database: resources and MB a second.")
final class ImportBench implements Callable<Integer> {

    private static final Pattern SUMMARY = Pattern.compile("([\\d,]+) resources in ([\\d.]+) s");

    @Option(names = "--sample", description = "The bundles. Default: ${DEFAULT-VALUE}.")
    private Path sample = Path.of("../shared/data/synthea-ohio-60/fhir-r4-bundles.tar.gz");

    @Option(names = "--times", description = "How often, each time as other people. Default: ${DEFAULT-VALUE}.")
    private int times = 8;

    @Option(names = "--rounds", description = "Repetitions, each from an empty database. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    private record Round(long resources, double program, double whole, long megabytes) {}

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make()) {
            var bytes = Sample.unpack(sample, times, scratch.of("sample"));
            var measured = new ArrayList<Round>();
            var version = "";
            for (int i = 0; i < rounds; i++) {
                var folder = scratch.of("data" + i);
                measured.add(round(folder, scratch.of("sample"), scratch.of("log" + i)));
                if (i == 0) {
                    version = version(folder);
                }
            }
            new Figures(
                            "import",
                            "Import of FHIR R4 bundles",
                            "bin/bench import --times " + times + " --rounds " + rounds,
                            version)
                    .text(number(bytes / 1e6) + " MB of Synthea bundles, " + times
                            + " times the sample as other people, into an empty database, with audit trail, indexes and checks. *Import*"
                            + " is from the first file to the last, *whole process* from typing the command to its end: starting"
                            + " Java, making the database, all migrations, stopping.")
                    .table(
                            List.of(
                                    "round",
                                    "resources",
                                    "import s",
                                    "resources/s",
                                    "MB/s",
                                    "whole process s",
                                    "resources/s",
                                    "MB/s",
                                    "memory MB"),
                            rows(measured, bytes))
                    .text(
                            "Memory is the most that the program itself held. For comparison: HAPI FHIR JPA 8.8.0 on PostgreSQL took"
                                    + " 270 resources a second on such a machine.")
                    .keep();
        }
        return 0;
    }

    private static List<List<String>> rows(List<Round> rounds, long bytes) {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < rounds.size(); i++) {
            rows.add(row(Integer.toString(i + 1), rounds.get(i), bytes));
        }
        var sorted = rounds.stream().sorted(Comparator.comparing(Round::whole)).toList();
        rows.add(row("median", sorted.get(sorted.size() / 2), bytes));
        return rows;
    }

    private static List<String> row(String name, Round round, long bytes) {
        return List.of(
                name,
                String.format(Locale.ROOT, "%,d", round.resources()),
                number(round.program()),
                number(round.resources() / round.program()),
                number(bytes / 1e6 / round.program()),
                number(round.whole()),
                number(round.resources() / round.whole()),
                number(bytes / 1e6 / round.whole()),
                Long.toString(round.megabytes()));
    }

    private static Round round(Path folder, Path files, Path log) throws Exception {
        var began = System.nanoTime();
        var process = Clinic.start(List.of("import", "fhir", files.toString(), "--data", folder.toString()), log);
        long most = 0;
        while (process.isAlive()) {
            most = Math.max(most, Clinic.resident(process.pid(), "VmHWM"));
            Thread.sleep(20);
        }
        var whole = (System.nanoTime() - began) / 1e9;
        var said = Files.readString(log);
        var summary = SUMMARY.matcher(said);
        if (process.exitValue() != 0 || !summary.find()) {
            throw new IllegalStateException("the import failed:\n" + said);
        }
        return new Round(
                Long.parseLong(summary.group(1).replace(",", "")), Double.parseDouble(summary.group(2)), whole, most);
    }

    private static String version(Path folder) throws Exception {
        try (var clinic = Clinic.serve(folder);
                var database = clinic.database()) {
            return Clinic.version(database);
        }
    }
}
