package org.carewright.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the bench starts: {@code bin/bench NAME}. */
@Command(
        name = "bin/bench",
        description = "Measures Carewright and keeps a table in docs/figures.",
        synopsisSubcommandLabel = "NAME",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            ImportBench.class,
            FhirBench.class,
            RaceBench.class,
            CrashBench.class,
            ScaleBench.class,
            CodesBench.class,
            FuzzBench.class,
            ConformanceBench.class,
            ClientsBench.class,
            BookBench.class,
            OpeningsBench.class,
            ItineraryBench.class,
            PlanBench.class,
            PlanMovesBench.class,
            PlanSizeBench.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
