package org.carewright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "clients", description = "Published FHIR clients, unchanged, against the demo. Needs Node.js and npm.")
final class ClientsBench implements Callable<Integer> {

    private static final Path SOURCES = Path.of("bench", "src", "main", "clients");

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make();
                var clinic = Clinic.serve(scratch.of("data"), "--demo");
                var database = clinic.database()) {
            var folder = Files.createDirectory(scratch.of("clients"));
            for (var file : List.of("package.json", "clients.js")) {
                Files.copy(SOURCES.resolve(file), folder.resolve(file));
            }
            run(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
            var base = clinic.address().resolve("/fhir").toString();
            var rows = run(folder, "node", "clients.js", base, clinic.token("system/*.cruds"))
                    .lines()
                    .filter(line -> line.chars().filter(c -> c == '|').count() >= 2)
                    .map(line -> List.of(line.split("\\|", 3)))
                    .toList();
            new Figures("clients", "FHIR clients of others", "bin/bench clients", Clinic.version(database))
                    .text("fhir-kit-client and the SMART fhirclient, as they are published, on Node.js "
                            + run(folder, "node", "--version").strip()
                            + ". The HAPI client is one of the tests that bin/test runs.")
                    .table(List.of("client", "what it did", "worked"), rows)
                    .keep();
            return rows.size() > 0
                            && rows.stream().allMatch(row -> row.getLast().equals("yes"))
                    ? 0
                    : 1;
        }
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var log = folder.resolve("log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + Files.readString(log));
        }
        return Files.readString(log);
    }
}
