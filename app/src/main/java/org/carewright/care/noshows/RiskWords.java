package org.carewright.care.noshows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what trials found. */
final class RiskWords {

    private RiskWords() {}

    /** One sentence: whether the model is worth anything. */
    static String verdict(Trial trial) {
        var figures = trial.figures();
        if (figures.auc() == null) {
            return "All later visits had one outcome: there is nothing to tell apart.";
        }
        return figures.isBetterThanBaseRate()
                ? "Better than the base rate: of a missed and a kept visit, the missed one had the higher risk in %s of 100 pairs."
                        .formatted(Math.round(100 * figures.auc()))
                : "No better than the base rate: do not use it.";
    }

    /** "All visits" or "Without visits booked for the same day". */
    static String population(boolean sameDayToo) {
        return sameDayToo ? "All visits" : "Without visits booked for the same day";
    }

    /** The trials as text for a terminal; those that could not be held are named. */
    static String report(List<Optional<Trial>> trials) {
        var text = new StringBuilder();
        for (var held : trials) {
            if (held.isEmpty()) {
                text.append("Too few visits, or all of one outcome: at least %d with a known outcome are needed.%n%n"
                        .formatted(Trial.FEWEST));
                continue;
            }
            var trial = held.get();
            var figures = trial.figures();
            text.append("%s, judged %s%n"
                    .formatted(population(trial.sameDayToo()), trial.moment().words()));
            text.append("  learned from %,d visits from %s until before %s, tested on %,d until %s%n"
                    .formatted(trial.learned(), trial.from(), trial.cut(), figures.visits(), trial.until()));
            text.append(line(
                    "AUC", figures.auc() == null ? "–" : number(figures.auc()) + " ± " + number(figures.aucError())));
            text.append(line("Brier score", number(figures.brier())));
            text.append(line("  with the base rate", number(figures.baseBrier())));
            text.append(line("missed", percent(figures.missedShare())));
            text.append("  ").append(verdict(trial)).append("%n".formatted());
            text.append("  calibration: visits, foretold, missed%n".formatted());
            figures.calibration()
                    .forEach(bin -> text.append("    %,9d %8s %8s%n"
                            .formatted(bin.visits(), percent(bin.foretold()), percent(bin.missed()))));
            if (!figures.groups().isEmpty()) {
                text.append("  groups: visits, foretold, missed, AUC, Brier score%n".formatted());
                figures.groups()
                        .forEach((name, group) -> text.append("    %-12s %,9d %8s %8s %8s %8s%n"
                                .formatted(
                                        name,
                                        group.visits(),
                                        percent(group.meanRisk()),
                                        percent(group.missedShare()),
                                        group.auc() == null ? "–" : number(group.auc()),
                                        number(group.brier()))));
            }
            text.append("%n".formatted());
        }
        return text.toString();
    }

    static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String line(String what, String value) {
        return "  %-22s %s%n".formatted(what, value);
    }
}
