package org.carewright.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says why there is no plan, or no place for a patient. */
public final class Obstacles {

    private final Situation situation;
    private final Instance instance;
    /** Minutes left by surgeon and day, by theatre and day; beds left by room and day. */
    private final int[][] surgeonLeft;

    private final int[][] theaterLeft;
    private final int[][] bedsLeft;
    /** By room and day, how many guests there are. */
    private final Map<Gender, int[][]> guests = new EnumMap<>(Gender.class);

    /** @param present the patients who count as admitted as the plan in force says */
    private Obstacles(Situation situation, IntPredicate present) {
        this.situation = situation;
        this.instance = situation.instance();
        surgeonLeft = instance.surgeons().stream()
                .map(surgeon -> ints(surgeon.maxSurgeryTime()))
                .toArray(int[][]::new);
        theaterLeft = instance.theaters().stream()
                .map(theater -> ints(theater.availability()))
                .toArray(int[][]::new);
        bedsLeft = instance.rooms().stream().map(room -> ints(room.beds())).toArray(int[][]::new);
        for (var gender : Gender.values()) {
            guests.put(gender, new int[instance.rooms().size()][instance.days()]);
        }
        instance.occupants().forEach(o -> stay(o.room(), o.gender(), 0, o.lengthOfStay()));
        for (var p = 0; p < instance.patients().size(); p++) {
            var admission = situation.inForce().admissions().get(p);
            if (admission != null && present.test(p)) {
                var patient = instance.patients().get(p);
                stay(admission.room(), patient.gender(), admission.day(), patient.lengthOfStay());
                surgeonLeft[patient.surgeon()][admission.day()] -= patient.surgeryDuration();
                theaterLeft[admission.theater()][admission.day()] -= patient.surgeryDuration();
            }
        }
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private void stay(int room, Gender gender, int from, int lengthOfStay) {
        for (var day = from; day < Math.min(instance.days(), from + lengthOfStay); day++) {
            bedsLeft[room][day]--;
            guests(gender)[room][day]++;
        }
    }

    private int[][] guests(Gender gender) {
        return Objects.requireNonNull(guests.get(gender));
    }

    /**
     * Why no plan can keep all rules and promises, as far as single people and shifts show it.
     *
     * @return a sentence for each; none does not promise that there is a plan
     */
    public static List<String> find(Situation situation) {
        var instance = situation.instance();
        var obstacles = new Obstacles(situation, situation::hasCome);
        var found = new ArrayList<String>();
        obstacles.beds(found);
        obstacles.nurses(found);
        IntStream.range(0, instance.patients().size())
                .filter(p -> !situation.hasCome(p) && situation.choice(p).must())
                .mapToObj(obstacles::against)
                .flatMap(List::stream)
                .forEach(found::add);
        return List.copyOf(found);
    }

    /** What stands in the way of those who must be admitted and are not in the best plan that was found. */
    public static List<String> left(Situation situation, Plan best) {
        var now = new Situation(
                situation.instance(), best, situation.today(), situation.promises(), situation.changeCosts());
        var obstacles = new Obstacles(now, p -> true);
        return IntStream.range(0, best.admissions().size())
                .filter(p -> best.admissions().get(p) == null && now.choice(p).must())
                .mapToObj(obstacles::against)
                .flatMap(List::stream)
                .toList();
    }

    /** Those who are there already may be too many for a room, or of both genders. */
    private void beds(List<String> found) {
        for (var room = 0; room < bedsLeft.length; room++) {
            var id = instance.rooms().get(room).id();
            for (var day = situation.today(); day < instance.days(); day++) {
                var ofA = guests(Gender.A)[room][day];
                var ofB = guests(Gender.B)[room][day];
                if (bedsLeft[room][day] < 0) {
                    found.add("Room %s has %s on day %d, and %s there already."
                            .formatted(
                                    id,
                                    Words.count(
                                            instance.rooms().get(room).beds().get(day), "bed"),
                                    day,
                                    Words.count(ofA + ofB, "guest")));
                }
                if (ofA > 0 && ofB > 0) {
                    found.add("Room %s has guests of both genders on day %d who are there already.".formatted(id, day));
                }
            }
        }
    }

    private void nurses(List<String> found) {
        for (var day = situation.today(); day < instance.days(); day++) {
            for (var type = 0; type < instance.shiftTypes().size(); type++) {
                var on = day;
                var at = type;
                var covered = instance.nurses().stream()
                        .flatMap(nurse -> nurse.workingShifts().stream())
                        .anyMatch(shift -> shift.day() == on && shift.shift() == at);
                if (!covered) {
                    found.add("A nurse is needed in every shift; none works on day %d, %s."
                            .formatted(day, instance.shiftTypes().get(type)));
                }
            }
        }
    }

    private List<String> against(int p) {
        var patient = instance.patients().get(p);
        var choice = situation.choice(p);
        var found = new ArrayList<String>();
        var rooms = choice.rooms().stream()
                .filter(room -> Collections.max(instance.rooms().get(room).beds()) > 0)
                .toList();
        if (rooms.isEmpty()) {
            found.add("Patient %s must be admitted, and no room with a bed suits her.".formatted(patient.id()));
        }
        if (choice.last() < choice.first()) {
            found.add("Patient %s may be admitted from day %d to day %d, and %s."
                    .formatted(patient.id(), patient.releaseDay(), patient.dueDay(), wanted(p)));
            return found;
        }
        var minutes = patient.surgeryDuration();
        var surgeon = instance.surgeons().get(patient.surgeon()).id();
        var all = IntStream.rangeClosed(choice.first(), choice.last()).toArray();
        var days = Arrays.stream(all)
                .filter(day -> surgeonLeft[patient.surgeon()][day] >= minutes)
                .toArray();
        var operating = Arrays.stream(days)
                .filter(day -> choice.theaters().stream().anyMatch(theater -> theaterLeft[theater][day] >= minutes))
                .toArray();
        var window = "Patient %s must be admitted %s, and ".formatted(patient.id(), days(all));
        if (days.length == 0) {
            found.add(window + "surgeon %s does not have the %d minutes then.".formatted(surgeon, minutes));
        } else if (operating.length == 0) {
            found.add(window
                    + "no theatre has the %d minutes %s, when surgeon %s has them."
                            .formatted(minutes, days(days), surgeon));
        } else if (!rooms.isEmpty()) {
            var full = rooms.stream()
                    .map(room -> noPlace(patient, room, operating))
                    .toList();
            if (full.stream().allMatch(Optional::isPresent)) {
                found.add(window
                        + "there is surgery %s, but no bed: %s."
                                .formatted(
                                        days(operating),
                                        full.stream().flatMap(Optional::stream).collect(Collectors.joining(", "))));
            }
        }
        return found;
    }

    private String wanted(int p) {
        var promise = situation.promises().get(p);
        return promise != null && promise.day() != null
                ? "not on day " + promise.day()
                : "today is day " + situation.today();
    }

    /** Why a room has no place on any of some days; empty if it has. */
    private Optional<String> noPlace(Patient patient, int room, int[] days) {
        var others = guests(patient.gender() == Gender.A ? Gender.B : Gender.A)[room];
        var id = instance.rooms().get(room).id();
        var why = "";
        for (var first : days) {
            var stay = IntStream.range(first, Math.min(instance.days(), first + patient.lengthOfStay()))
                    .boxed()
                    .toList();
            var full = stay.stream().filter(day -> bedsLeft[room][day] <= 0).findFirst();
            var mixed = stay.stream().filter(day -> others[day] > 0).findFirst();
            if (full.isEmpty() && mixed.isEmpty()) {
                return Optional.empty();
            }
            why = full.map(day -> "room %s is full on day %d".formatted(id, day))
                    .orElseGet(() -> "room %s has the other gender on day %d".formatted(id, mixed.orElseThrow()));
        }
        return Optional.of(days.length == 1 ? why : "room " + id + " is full or has the other gender");
    }

    private static String days(int[] days) {
        return days.length == 1
                ? "on day " + days[0]
                : "from day %d to day %d".formatted(days[0], days[days.length - 1]);
    }
}
