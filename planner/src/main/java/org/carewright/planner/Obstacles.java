package org.carewright.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says of an instance why no plan can keep all rules, as far as single people and shifts show it. */
public final class Obstacles {

    private final Instance instance;
    private final List<String> found = new ArrayList<>();

    private Obstacles(Instance instance) {
        this.instance = instance;
    }

    /** @return a sentence for each; none does not promise that there is a plan */
    public static List<String> find(Instance instance) {
        var obstacles = new Obstacles(instance);
        obstacles.occupants();
        obstacles.nurses();
        instance.patients().stream().filter(Patient::mandatory).forEach(obstacles::patient);
        return List.copyOf(obstacles.found);
    }

    /** The occupants alone may be too many for a room, or of both genders. */
    private void occupants() {
        var admissions =
                Collections.<@Nullable Admission>nCopies(instance.patients().size(), null);
        Evaluator.evaluate(instance, new Plan(admissions, List.of())).violations().stream()
                .filter(violation -> violation.rule() == Rule.ROOM_CAPACITY || violation.rule() == Rule.ROOM_GENDER_MIX)
                .forEach(violation -> found.add(violation.sentence()));
    }

    private void nurses() {
        var shiftsADay = instance.shiftTypes().size();
        for (var shift = 0; shift < instance.shifts(); shift++) {
            var day = shift / shiftsADay;
            var type = shift % shiftsADay;
            var covered = instance.nurses().stream()
                    .flatMap(nurse -> nurse.workingShifts().stream())
                    .anyMatch(s -> s.day() == day && s.shift() == type);
            if (!covered) {
                found.add("No nurse works on day %d, %s."
                        .formatted(day, instance.shiftTypes().get(type)));
            }
        }
    }

    private void patient(Patient patient) {
        var duration = patient.surgeryDuration();
        var surgeon = instance.surgeons().get(patient.surgeon());
        var days = IntStream.rangeClosed(patient.releaseDay(), patient.dueDay())
                .boxed()
                .toList();
        if (IntStream.range(0, instance.rooms().size())
                .noneMatch(r -> !patient.incompatibleRooms().contains(r)
                        && instance.rooms().get(r).capacity() > 0)) {
            found.add("Patient %s must be admitted, and no room with a bed suits her.".formatted(patient.id()));
        }
        var operating = days.stream()
                .filter(day -> surgeon.maxSurgeryTime().get(day) >= duration)
                .toList();
        if (operating.isEmpty()) {
            found.add(window(patient) + "surgeon %s never has the %d minutes then.".formatted(surgeon.id(), duration));
        } else if (instance.theaters().stream()
                .noneMatch(theater -> operating.stream()
                        .anyMatch(day -> theater.availability().get(day) >= duration))) {
            found.add(window(patient)
                    + "no theatre has %d minutes on a day on which surgeon %s has them."
                            .formatted(duration, surgeon.id()));
        }
    }

    private static String window(Patient patient) {
        return "Patient %s must be admitted from day %d to day %d, and "
                .formatted(patient.id(), patient.releaseDay(), patient.dueDay());
    }
}
