package org.carewright.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is different in the second of two plans of one instance.
 *
 * @param changes the patients who are admitted otherwise, in the order of the instance
 * @param duties how many rooms and shifts are covered by another nurse, where both plans have one
 */
public record Comparison(Evaluation before, Evaluation after, List<Change> changes, int duties) {

    public Comparison {
        changes = List.copyOf(changes);
    }

    public static Comparison of(Instance instance, Plan before, Plan after) {
        var changes = new ArrayList<Change>();
        for (var p = 0; p < instance.patients().size(); p++) {
            var change = new Change(
                    instance.patients().get(p),
                    before.admissions().get(p),
                    after.admissions().get(p));
            if (change.isOne()) {
                changes.add(change);
            }
        }
        var old = covered(before);
        var duties = (int) covered(after).entrySet().stream()
                .filter(duty -> !duty.getValue().equals(old.getOrDefault(duty.getKey(), duty.getValue())))
                .count();
        return new Comparison(
                Evaluator.evaluate(instance, before), Evaluator.evaluate(instance, after), changes, duties);
    }

    /** How much changes, in words. */
    public String summary() {
        return "%s and %s of nurses in rooms change."
                .formatted(Words.count(changes.size(), "patient"), Words.count(duties, "shift"));
    }

    record RoomShift(int room, int shift) {}

    /** Who covers which room when. */
    static Map<RoomShift, Integer> covered(Plan plan) {
        var nurses = new HashMap<RoomShift, Integer>();
        plan.duties().forEach(duty -> nurses.put(new RoomShift(duty.room(), duty.shift()), duty.nurse()));
        return nurses;
    }

    /** A patient's admission before and after; null = left out. */
    public record Change(
            Patient patient,
            @Nullable Admission before,
            @Nullable Admission after) {

        boolean isOne() {
            return before == null ? after != null : !before.equals(after);
        }

        /** What changes, in words. */
        public String sentence(Instance instance) {
            if (before == null || after == null) {
                return after == null
                        ? "Patient %s is left out, and was admitted %s."
                                .formatted(patient.id(), words(instance, before))
                        : "Patient %s is admitted %s, and was left out."
                                .formatted(patient.id(), words(instance, after));
            }
            var what = new ArrayList<String>();
            if (before.day() != after.day()) {
                what.add("from day %d to day %d".formatted(before.day(), after.day()));
            }
            if (before.room() != after.room()) {
                what.add("from room %s to room %s"
                        .formatted(
                                instance.rooms().get(before.room()).id(),
                                instance.rooms().get(after.room()).id()));
            }
            if (before.theater() != after.theater()) {
                what.add("from theatre %s to theatre %s"
                        .formatted(
                                instance.theaters().get(before.theater()).id(),
                                instance.theaters().get(after.theater()).id()));
            }
            return "Patient %s moves %s.".formatted(patient.id(), String.join(", ", what));
        }

        private static String words(Instance instance, @Nullable Admission admission) {
            return admission == null
                    ? "nowhere"
                    : "on day %d to room %s, theatre %s"
                            .formatted(
                                    admission.day(),
                                    instance.rooms().get(admission.room()).id(),
                                    instance.theaters().get(admission.theater()).id());
        }
    }
}
