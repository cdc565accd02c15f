package org.carewright.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Wards of all shapes, thrown by a seed: some longer than a word has bits, most short of beds or minutes. */
public final class RandomWard {

    private final SplittableRandom random;
    private final int days;
    private final int shiftTypes;
    private final int skillLevels;
    private final int ageGroups;
    private final int rooms;
    private final int surgeons;

    private RandomWard(long seed) {
        random = new SplittableRandom(seed);
        days = from(2, random.nextBoolean() ? 20 : 150);
        shiftTypes = from(1, 3);
        skillLevels = from(1, 3);
        ageGroups = from(1, 6);
        rooms = from(1, 6);
        surgeons = from(1, 4);
    }

    public static Instance of(long seed) {
        return new RandomWard(seed).instance();
    }

    private Instance instance() {
        var beds = IntStream.range(0, rooms)
                .map(room -> from(room == 0 ? 1 : 0, 4))
                .toArray();
        return new Instance(
                days,
                skillLevels,
                names("shift", shiftTypes),
                names("age", ageGroups),
                new Weights(
                        from(0, 5),
                        from(0, 5),
                        from(0, 5),
                        from(0, 5),
                        from(0, 50),
                        from(0, 5),
                        from(0, 15),
                        from(0, 400)),
                occupants(beds),
                list(from(1, 60), this::patient),
                list(surgeons, surgeon -> new Surgeon("s" + surgeon, minutes())),
                list(from(1, 4), theater -> new OperatingTheater("t" + theater, minutes())),
                list(rooms, room -> new Room("r" + room, Collections.nCopies(days, beds[room]))),
                list(from(1, 8), this::nurse));
    }

    /** As many as there are beds at most, all in a room of one gender. */
    private List<Occupant> occupants(int[] beds) {
        var occupants = new ArrayList<Occupant>();
        for (var room = 0; room < rooms; room++) {
            var gender = gender();
            for (var bed = from(0, 3); bed < beds[room]; bed++) {
                var stay = from(1, 9);
                occupants.add(new Occupant("o" + occupants.size(), gender, below(ageGroups), stay, care(stay), room));
            }
        }
        return occupants;
    }

    private Patient patient(int patient) {
        var mandatory = below(3) == 0;
        var stay = from(1, 9);
        var release = below(days);
        var impossible = new HashSet<Integer>();
        if (below(3) == 0) {
            impossible.add(below(rooms));
        }
        return new Patient(
                "p" + patient,
                mandatory,
                gender(),
                below(ageGroups),
                stay,
                release,
                mandatory ? from(release, days - 1) : days - 1,
                from(0, 6) * 30,
                below(surgeons),
                Set.copyOf(impossible),
                care(stay));
    }

    /** The first is always at work. */
    private Nurse nurse(int nurse) {
        var shifts = new ArrayList<WorkingShift>();
        for (var day = 0; day < days; day++) {
            for (var type = 0; type < shiftTypes; type++) {
                if (nurse == 0 || random.nextBoolean()) {
                    shifts.add(new WorkingShift(day, type, from(0, 15)));
                }
            }
        }
        return new Nurse("n" + nurse, below(skillLevels), shifts);
    }

    private Care care(int stay) {
        return new Care(list(stay * shiftTypes, s -> from(0, 5)), list(stay * shiftTypes, s -> below(skillLevels)));
    }

    private List<Integer> minutes() {
        return list(days, day -> below(3) == 0 ? 0 : from(0, 10) * 60);
    }

    private Gender gender() {
        return random.nextBoolean() ? Gender.A : Gender.B;
    }

    private static List<String> names(String kind, int size) {
        return list(size, i -> kind + i);
    }

    private static <T> List<T> list(int size, IntFunction<T> make) {
        return IntStream.range(0, size).mapToObj(make).toList();
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private int from(int least, int most) {
        return random.nextInt(least, most + 1);
    }
}
