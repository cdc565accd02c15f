package org.carewright.foundation.terminology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.carewright.foundation.terminology.CodeFile.Said;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.cli.DataOptions;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "codes",
        description = {
            "Bring in a code system or value set: CSV whose first line names its columns (code, display; perhaps",
            "definition, parent, billable, active; any other is a property), a FHIR R4 CodeSystem or ValueSet as JSON, or",
            "the ICD-10-CM order file of the CMS; plain or gzipped. All codes come in, or none and every reason is said.",
            "The same again changes nothing; older versions stay, to be looked up."
        })
final class ImportCodes implements CliCommand {

    private static final int SHOWN_ISSUES = 50;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Option(
            names = "--system",
            paramLabel = "URL",
            description = "Which codes these are, unless the file says it: what a Coding's system will be.")
    private String system = "";

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Which edition this is, unless the file or its name says it: 2026.")
    private String version = "";

    @Option(names = "--name", paramLabel = "TITLE", description = "What people call it, unless the file says it.")
    private String title = "";

    @Option(names = "--check", description = "Say what would change, and change nothing.")
    private boolean check;

    /** Said here because the {@code --version} above takes the place of the program's usual pair. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Group group() {
        return Group.IMPORT;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandFailed("There is no file to read at " + file + ".");
        }
        var incoming = read();
        return data.use(CodesImport.class, imports -> {
            imports.run(incoming, check, System.out);
            return 0;
        });
    }

    /** Before the database is opened: what is wrong with the file is said at once. */
    private Incoming read() {
        try {
            return CodeFile.read(file, new Said(system, version, title));
        } catch (Invalid invalid) {
            var shown = new ArrayList<>(
                    invalid.issues().stream().limit(SHOWN_ISSUES).toList());
            var more = invalid.issues().size() - shown.size();
            if (more > 0) shown.add(Issue.value("", "And " + more + " more of the kind."));
            shown.add(Issue.value("", "Nothing was brought in."));
            throw new Invalid(shown);
        }
    }
}
