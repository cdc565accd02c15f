package org.carewright.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A ward small enough to be planned by hand, with one shift a day. */
public final class SmallWard {

    /** Each a number of its own, so that a cost shows what it is made of. */
    public static final Weights WEIGHTS = new Weights(5, 7, 3, 2, 11, 13, 17, 1000);

    private final int days;
    private final List<Patient> patients = new ArrayList<>();
    private final List<Surgeon> surgeons = new ArrayList<>();
    private final List<OperatingTheater> theaters = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();
    private final List<Nurse> nurses = new ArrayList<>();

    public SmallWard(int days) {
        this.days = days;
    }

    /** A patient as most are; a test changes what it is about. */
    @SuppressWarnings("MissingSummary")
    public static final class Guest {
        public boolean mandatory;
        public Gender gender = Gender.A;
        public int ageGroup;
        public int lengthOfStay = 1;
        public int releaseDay;
        public int minutes = 60;
        public Set<Integer> incompatibleRooms = Set.of();
        public int workload = 1;
        public int skill;
    }

    public SmallWard patient(Consumer<Guest> change) {
        var guest = new Guest();
        change.accept(guest);
        var care = new Care(
                Collections.nCopies(guest.lengthOfStay, guest.workload),
                Collections.nCopies(guest.lengthOfStay, guest.skill));
        patients.add(new Patient(
                "p" + patients.size(),
                guest.mandatory,
                guest.gender,
                guest.ageGroup,
                guest.lengthOfStay,
                guest.releaseDay,
                days - 1,
                guest.minutes,
                0,
                guest.incompatibleRooms,
                care));
        return this;
    }

    /** The one surgeon. */
    public SmallWard surgeon(Integer... minutes) {
        surgeons.add(new Surgeon("s0", List.of(minutes)));
        return this;
    }

    public SmallWard theater(Integer... minutes) {
        theaters.add(new OperatingTheater("t" + theaters.size(), List.of(minutes)));
        return this;
    }

    public SmallWard room(int beds) {
        rooms.add(new Room("r" + rooms.size(), Collections.nCopies(days, beds)));
        return this;
    }

    /** Somebody at work on some days. */
    public SmallWard nurse(int skill, int maxLoad, int... onDays) {
        var shifts = IntStream.of(onDays)
                .mapToObj(day -> new WorkingShift(day, 0, maxLoad))
                .toList();
        nurses.add(new Nurse("n" + nurses.size(), skill, shifts));
        return this;
    }

    public Instance instance() {
        return new Instance(
                days,
                3,
                List.of("day"),
                List.of("infant", "adult", "elderly"),
                WEIGHTS,
                List.of(),
                patients,
                surgeons,
                theaters,
                rooms,
                nurses);
    }

    /** The plan in which a nurse covers all rooms with guests. */
    public Plan plan(int nurse, @Nullable Admission... admissions) {
        var duties = new LinkedHashSet<NurseDuty>();
        for (var p = 0; p < admissions.length; p++) {
            var admission = admissions[p];
            if (admission != null) {
                IntStream.range(
                                admission.day(),
                                Math.min(days, admission.day() + patients.get(p).lengthOfStay()))
                        .mapToObj(day -> new NurseDuty(nurse, admission.room(), day))
                        .forEach(duties::add);
            }
        }
        return plan(List.copyOf(duties), admissions);
    }

    public Plan plan(List<NurseDuty> duties, @Nullable Admission... admissions) {
        return new Plan(Arrays.asList(admissions), duties);
    }
}
