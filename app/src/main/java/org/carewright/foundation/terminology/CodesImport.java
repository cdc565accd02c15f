package org.carewright.foundation.terminology;

import java.io.PrintStream;
import java.util.Locale;
import org.carewright.foundation.terminology.ImportOutcome.NewChoice;
import org.carewright.foundation.terminology.ImportOutcome.NewCodes;
import org.carewright.foundation.terminology.ImportOutcome.Unchanged;
import org.carewright.foundation.terminology.Incoming.Choice;
import org.carewright.foundation.terminology.Incoming.Codes;
import org.carewright.platform.cli.Progress;
import org.carewright.platform.types.Actor;
import org.springframework.stereotype.Component;

/** An import of codes at the command line: says what will change, then changes it. */
@Component
class CodesImport {

    private final Terminology terminology;
    private final ShippedCodes shipped;

    CodesImport(Terminology terminology, ShippedCodes shipped) {
        this.terminology = terminology;
        this.shipped = shipped;
    }

    void run(Incoming incoming, boolean check, PrintStream out) {
        var actor = Actor.operator("carewright import codes");
        // A value set may be of codes that came with the program, and this may be the first that is done with it.
        shipped.load(actor);
        var heading = incoming.heading();
        out.printf(Locale.ROOT, "%s %s (%s): %s.%n", heading.title(), heading.version(), heading.url(), size(incoming));
        var outcome = terminology.preview(incoming, actor);
        out.println(words(outcome));
        if (outcome instanceof Unchanged) return;
        if (check) {
            out.println("Nothing was changed; leave --check out to bring it in.");
            return;
        }
        try (var progress = Progress.of("Importing", "codes", count(incoming))) {
            terminology.load(incoming, CodeSystem.Origin.SITE, progress::add, actor);
        }
        out.println("Done.");
    }

    private static int count(Incoming incoming) {
        return switch (incoming) {
            case Codes codes -> codes.rows().size();
            case Choice choice -> choice.concepts().size();
        };
    }

    private static String size(Incoming incoming) {
        return switch (incoming) {
            case Codes codes -> {
                var billable = codes.rows().stream()
                        .filter(row -> Boolean.TRUE.equals(row.billable()))
                        .count();
                var all = codes.rows().size() == 1
                        ? "one code"
                        : String.format(Locale.ROOT, "%,d codes", codes.rows().size());
                yield billable == 0 ? all : all + String.format(Locale.ROOT, ", %,d of them billable", billable);
            }
            case Choice choice ->
                String.format(
                        Locale.ROOT,
                        "a value set of %,d codes and %,d whole code systems",
                        choice.concepts().size(),
                        choice.systems().size());
        };
    }

    private static String words(ImportOutcome outcome) {
        return switch (outcome) {
            case Unchanged unchanged -> "Exactly this is here already; nothing to do.";
            case NewChoice choice ->
                choice.replaces() ? "It takes the place of this version as it is here." : "It is not here yet.";
            case NewCodes codes -> words(codes);
        };
    }

    private static String words(NewCodes codes) {
        var place = codes.replaces() ? "It takes the place of this version as it is here. " : "";
        return place
                + codes.compared()
                        .map(before -> String.format(
                                Locale.ROOT,
                                "Against %s, the current edition: %,d new, %,d gone, %,d with other words.",
                                before.version(),
                                codes.added(),
                                codes.gone(),
                                codes.reworded()))
                        .orElse("No edition of it is here yet.");
    }
}
