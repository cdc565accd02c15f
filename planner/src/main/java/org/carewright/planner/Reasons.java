package org.carewright.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why a new plan changes the plan in force: what would be if one change were taken back. */
public final class Reasons {

    /** Who covers a room can be settled again, and is no reason. */
    private static final EnumSet<Rule> NO_REASON =
            EnumSet.of(Rule.UNCOVERED_ROOM, Rule.DOUBLY_COVERED_ROOM, Rule.NURSE_PRESENCE);

    private final Situation situation;
    private final Plan after;
    private final Comparison comparison;

    public Reasons(Situation situation, Plan after, Comparison comparison) {
        this.situation = situation;
        this.after = after;
        this.comparison = comparison;
    }

    /** The rule that the old place would break, or what the new one saves. */
    public String of(Comparison.Change change) {
        var instance = situation.instance();
        var p = instance.patients().indexOf(change.patient());
        var promise = situation.promises().get(p);
        if (promise != null && (change.before() == null || !promise.allows(change.before()))) {
            return "It was promised.";
        }
        var undone = Evaluator.evaluate(instance, undone(p, change));
        var broken = new ArrayList<>(undone.violations());
        broken.removeAll(comparison.after().violations());
        broken.removeIf(violation -> NO_REASON.contains(violation.rule()));
        if (!broken.isEmpty()) {
            var first = new EnumMap<Rule, String>(Rule.class);
            broken.forEach(violation -> first.putIfAbsent(violation.rule(), violation.sentence()));
            return "Else: " + String.join(" ", first.values());
        }
        var saved = undone.totalCost() - comparison.after().totalCost();
        if (saved <= 0) {
            return "It goes with the other changes.";
        }
        return "It saves %,d: %s."
                .formatted(
                        saved,
                        Arrays.stream(Part.values())
                                .filter(part ->
                                        undone.cost(part) != comparison.after().cost(part))
                                .map(part -> "%s %+,d"
                                        .formatted(
                                                part.title(), comparison.after().cost(part) - undone.cost(part)))
                                .collect(Collectors.joining(", ")));
    }

    /** The new plan, but for one patient, with the old nurses where only she brings guests. */
    private Plan undone(int p, Comparison.Change change) {
        var admissions = new ArrayList<@Nullable Admission>(after.admissions());
        admissions.set(p, change.before());
        var covered = Comparison.covered(after).keySet();
        var duties = new ArrayList<>(after.duties());
        situation.inForce().duties().stream()
                .filter(duty -> !covered.contains(new Comparison.RoomShift(duty.room(), duty.shift())))
                .forEach(duties::add);
        return new Plan(admissions, duties);
    }
}
