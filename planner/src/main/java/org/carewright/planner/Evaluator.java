package org.carewright.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a plan breaks and what it costs, recomputed as a whole: the specification, rule by rule. The solver computes the
 * same in small steps and is tested against this.
 */
public final class Evaluator {

    private final Instance instance;
    private final Plan plan;
    private final int shiftsADay;
    /** By room and day. */
    private final List<List<List<Guest>>> guests = new ArrayList<>();
    /** By room and shift. */
    private final List<List<List<Integer>>> nurses = new ArrayList<>();

    private final List<Guest> people = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<CostItem> items = new ArrayList<>();

    private Evaluator(Instance instance, Plan plan) {
        this.instance = instance;
        this.plan = plan;
        this.shiftsADay = instance.shiftTypes().size();
    }

    public static Evaluation evaluate(Instance instance, Plan plan) {
        var evaluator = new Evaluator(instance, plan);
        evaluator.place();
        evaluator.rooms();
        evaluator.admissions();
        evaluator.surgeries();
        evaluator.nurses();
        return new Evaluation(instance.weights(), evaluator.violations, evaluator.items);
    }

    /** Somebody in a bed, from the day of admission up to the day before {@code until}. */
    private record Guest(
            int number,
            String id,
            Gender gender,
            int ageGroup,
            int room,
            int from,
            int until,
            int shiftsADay,
            Care care) {

        int skill(int shift) {
            return care.skill().get(shift - from * shiftsADay);
        }

        int workload(int shift) {
            return care.workload().get(shift - from * shiftsADay);
        }
    }

    private void place() {
        for (var room = 0; room < instance.rooms().size(); room++) {
            guests.add(Stream.<List<Guest>>generate(ArrayList::new)
                    .limit(instance.days())
                    .toList());
            nurses.add(Stream.<List<Integer>>generate(ArrayList::new)
                    .limit(instance.shifts())
                    .toList());
        }
        for (var o : instance.occupants()) {
            place(o.id(), o.gender(), o.ageGroup(), o.room(), 0, o.lengthOfStay(), o.care());
        }
        for (var i = 0; i < instance.patients().size(); i++) {
            var admission = plan.admissions().get(i);
            if (admission != null) {
                var p = instance.patients().get(i);
                place(p.id(), p.gender(), p.ageGroup(), admission.room(), admission.day(), p.lengthOfStay(), p.care());
            }
        }
        for (var duty : plan.duties()) {
            nurses.get(duty.room()).get(duty.shift()).add(duty.nurse());
        }
    }

    private void place(String id, Gender gender, int ageGroup, int room, int from, int lengthOfStay, Care care) {
        var until = Math.min(instance.days(), from + lengthOfStay);
        var guest = new Guest(people.size(), id, gender, ageGroup, room, from, until, shiftsADay, care);
        people.add(guest);
        for (var day = from; day < until; day++) {
            guests.get(room).get(day).add(guest);
        }
    }

    /** H1, H7, S1. */
    private void rooms() {
        for (var room = 0; room < guests.size(); room++) {
            for (var day = 0; day < instance.days(); day++) {
                room(instance.rooms().get(room), day, guests.get(room).get(day));
            }
        }
    }

    private void room(Room room, int day, List<Guest> present) {
        var ofA = (int)
                present.stream().filter(guest -> guest.gender() == Gender.A).count();
        breaks(
                Rule.ROOM_GENDER_MIX,
                Math.min(ofA, present.size() - ofA),
                () -> "Room %s has guests of both genders on day %d: %s.".formatted(room.id(), day, names(present)));
        breaks(
                Rule.ROOM_CAPACITY,
                present.size() - room.beds().get(day),
                () -> "Room %s has %s and %s on day %d: %s."
                        .formatted(
                                room.id(),
                                Words.count(room.beds().get(day), "bed"),
                                Words.count(present.size(), "guest"),
                                day,
                                names(present)));
        if (!present.isEmpty()) {
            var ages = present.stream().mapToInt(Guest::ageGroup).summaryStatistics();
            costs(Part.ROOM_MIXED_AGE, ages.getMax() - ages.getMin(), day, null, null, room.id());
        }
    }

    /** H2, H5, H6, S7, S8. */
    private void admissions() {
        for (var i = 0; i < instance.patients().size(); i++) {
            var patient = instance.patients().get(i);
            var admission = plan.admissions().get(i);
            if (admission == null) {
                if (patient.mandatory()) {
                    breaks(
                            Rule.MANDATORY_UNSCHEDULED,
                            1,
                            () -> "Patient %s must be admitted and is not.".formatted(patient.id()));
                } else {
                    costs(Part.UNSCHEDULED_OPTIONAL, 1, null, patient.id(), null, null);
                }
                continue;
            }
            var room = instance.rooms().get(admission.room()).id();
            breaks(
                    Rule.PATIENT_ROOM_COMPATIBILITY,
                    patient.incompatibleRooms().contains(admission.room()) ? 1 : 0,
                    () -> "Patient %s must not be in room %s.".formatted(patient.id(), room));
            breaks(
                    Rule.ADMISSION_DAY,
                    admission.day() < patient.releaseDay() || admission.day() > patient.dueDay() ? 1 : 0,
                    () -> "Patient %s is admitted on day %d; it must be from day %d to day %d."
                            .formatted(patient.id(), admission.day(), patient.releaseDay(), patient.dueDay()));
            costs(
                    Part.PATIENT_DELAY,
                    admission.day() - patient.releaseDay(),
                    admission.day(),
                    patient.id(),
                    null,
                    null);
        }
    }

    /** H3, H4, S5, S6. */
    private void surgeries() {
        for (var day = 0; day < instance.days(); day++) {
            var surgeonMinutes = new TreeMap<Integer, Integer>();
            var theaterMinutes = new TreeMap<Integer, Integer>();
            var theatersOf = new TreeMap<Integer, TreeSet<Integer>>();
            for (var i = 0; i < instance.patients().size(); i++) {
                var patient = instance.patients().get(i);
                var admission = plan.admissions().get(i);
                if (admission != null && admission.day() == day) {
                    surgeonMinutes.merge(patient.surgeon(), patient.surgeryDuration(), Integer::sum);
                    theaterMinutes.merge(admission.theater(), patient.surgeryDuration(), Integer::sum);
                    theatersOf
                            .computeIfAbsent(patient.surgeon(), surgeon -> new TreeSet<>())
                            .add(admission.theater());
                }
            }
            for (var entry : surgeonMinutes.entrySet()) {
                var surgeon = instance.surgeons().get(entry.getKey());
                overtime(
                        Rule.SURGEON_OVERTIME,
                        "Surgeon",
                        surgeon.id(),
                        day,
                        entry.getValue(),
                        surgeon.maxSurgeryTime());
                var theaters =
                        theatersOf.getOrDefault(entry.getKey(), new TreeSet<>()).size();
                costs(Part.SURGEON_TRANSFER, theaters - 1, day, null, null, surgeon.id());
            }
            for (var entry : theaterMinutes.entrySet()) {
                var theater = instance.theaters().get(entry.getKey());
                overtime(
                        Rule.OPERATING_THEATER_OVERTIME,
                        "Theatre",
                        theater.id(),
                        day,
                        entry.getValue(),
                        theater.availability());
                costs(Part.OPEN_OPERATING_THEATER, 1, day, null, null, theater.id());
            }
        }
    }

    private void overtime(Rule rule, String what, String id, int day, int minutes, List<Integer> available) {
        breaks(
                rule,
                minutes - available.get(day),
                () -> "%s %s has %s on day %d, and surgeries of %d."
                        .formatted(what, id, Words.count(available.get(day), "minute"), day, minutes));
    }

    /** H8, H9, S2, S3, S4. */
    private void nurses() {
        var met = new TreeMap<Integer, Set<Integer>>();
        for (var shift = 0; shift < instance.shifts(); shift++) {
            var load = new TreeMap<Integer, Integer>();
            for (var room = 0; room < guests.size(); room++) {
                covers(room, shift, met, load);
            }
            for (var entry : load.entrySet()) {
                works(instance.nurses().get(entry.getKey()), shift, entry.getValue());
            }
        }
        for (var entry : met.entrySet()) {
            var guest = people.get(entry.getKey());
            costs(Part.CONTINUITY_OF_CARE, entry.getValue().size(), guest.from(), guest.id(), null, null);
        }
    }

    /**
     * @param met the nurses of each guest
     * @param load the workload of each nurse in this shift
     */
    private void covers(int r, int shift, Map<Integer, Set<Integer>> met, Map<Integer, Integer> load) {
        var room = instance.rooms().get(r);
        var present = guests.get(r).get(shift / shiftsADay);
        var covering = nurses.get(r).get(shift);
        breaks(
                Rule.UNCOVERED_ROOM,
                covering.isEmpty() && !present.isEmpty() ? 1 : 0,
                () -> "Room %s has guests and no nurse %s.".formatted(room.id(), when(shift)));
        breaks(
                Rule.DOUBLY_COVERED_ROOM,
                covering.size() - 1,
                () -> "Room %s has %d nurses %s; it must have one.".formatted(room.id(), covering.size(), when(shift)));
        for (var nurse : covering) {
            var workload =
                    present.stream().mapToInt(guest -> guest.workload(shift)).sum();
            load.merge(nurse, workload, Integer::sum);
        }
        if (!covering.isEmpty()) {
            var nurse = instance.nurses().get(covering.getLast());
            for (var guest : present) {
                var missing = guest.skill(shift) - nurse.skillLevel();
                costs(Part.ROOM_NURSE_SKILL, missing, shift / shiftsADay, guest.id(), nurse.id(), room.id());
                met.computeIfAbsent(guest.number(), number -> new TreeSet<>()).add(covering.getLast());
            }
        }
    }

    private void works(Nurse nurse, int shift, int load) {
        var working = nurse.workingShifts().stream()
                .filter(s -> s.day() * shiftsADay + s.shift() == shift)
                .findFirst();
        breaks(
                Rule.NURSE_PRESENCE,
                working.isEmpty() ? 1 : 0,
                () -> "Nurse %s covers rooms %s, when she does not work.".formatted(nurse.id(), when(shift)));
        working.ifPresent(s ->
                costs(Part.NURSE_EXCESSIVE_WORKLOAD, load - s.maxLoad(), shift / shiftsADay, null, nurse.id(), null));
    }

    private String when(int shift) {
        return "on day %d, %s"
                .formatted(shift / shiftsADay, instance.shiftTypes().get(shift % shiftsADay));
    }

    private static String names(List<Guest> guests) {
        return String.join(", ", guests.stream().map(Guest::id).toList());
    }

    private void breaks(Rule rule, int amount, Supplier<String> sentence) {
        if (amount > 0) {
            violations.add(new Violation(rule, amount, sentence.get()));
        }
    }

    private void costs(
            Part part,
            int amount,
            @Nullable Integer day,
            @Nullable String person,
            @Nullable String nurse,
            @Nullable String place) {
        if (amount > 0) {
            items.add(new CostItem(part, amount, day, person, nurse, place));
        }
    }
}
