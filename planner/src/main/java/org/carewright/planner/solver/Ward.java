package org.carewright.planner.solver;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.carewright.planner.Care;
import org.carewright.planner.Gender;
import org.carewright.planner.Situation;

/**
 * An instance in flat arrays. Guests are the patients, in their order, then the occupants. A table by x and y lies in one
 * array at {@code x * ys + y}.
 */
final class Ward {

    private static final int NONE = -1;

    final Situation situation;
    final int days;
    final int shiftsADay;
    final int shifts;
    final int patients;
    final int guests;
    final int rooms;
    final int nurses;
    final int theaters;
    final int surgeons;
    final int ageGroups;

    /** Of guests. */
    final int[] gender;

    final int[] ageGroup;
    final int[] lengthOfStay;
    /** Where a guest's shifts begin in {@link #workload} and {@link #skill}. */
    final int[] care;

    final int[] workload;
    final int[] skill;
    /** Of occupants, at number of the guest minus {@link #patients}. */
    final int[] occupantRoom;

    /** Of patients: must she be admitted, by rule or by promise? */
    final boolean[] mandatory;

    /** Is nothing left to decide: has she come already, or is there no choice? */
    final boolean[] fixed;
    /** The patients who are not fixed. */
    final int[] movable;

    final int[] release;
    /** The first day that is allowed. */
    final int[] first;
    /** The last day that is allowed and can be worth it. */
    final int[] last;

    final int[] duration;
    final int[] surgeon;
    final long[] leftOut;
    /** The rooms that she may be in. */
    final int[][] roomsOf;
    /** By patient and room. */
    final boolean[] roomAllowed;

    final int[][] theatersOf;
    /** By patient and theatre. */
    final boolean[] theaterAllowed;

    /** The plan that people go by: of patients, {@link #NONE} who is not admitted; by room and shift, where nobody is. */
    final int[] dayInForce;

    final int[] roomInForce;
    final int[] theaterInForce;
    final int[] nurseInForce;
    /** What it costs to change it; of patients. */
    final int[] dayChange;

    final int[] roomChange;
    final int[] theaterChange;
    final int nurseChange;
    /** The first shift that can still be planned. */
    final int firstShift;

    /** By room and day. */
    final int[] capacity;
    /** The most guests that are ever in a room at once. */
    final int places;
    /** By surgeon and day, minutes. */
    final int[] surgeonTime;
    /** By theatre and day, minutes. */
    final int[] theaterTime;

    final int[] nurseSkill;
    /** By nurse and shift; -1 = not at work. */
    final int[] maxLoad;
    /** The nurses at work, by shift. */
    final int[][] nursesIn;

    final int mixedAge;
    final int nurseSkillWeight;
    final int continuity;
    final int excess;
    final int openTheater;
    final int transfer;
    final int delay;
    final int unscheduled;
    /** What a patient costs who must be admitted and is not: more than any wish that she could be in the way of. */
    final long missing;

    Ward(Situation situation) {
        this.situation = situation;
        var instance = situation.instance();
        days = instance.days();
        shiftsADay = instance.shiftTypes().size();
        shifts = days * shiftsADay;
        patients = instance.patients().size();
        guests = patients + instance.occupants().size();
        rooms = instance.rooms().size();
        nurses = instance.nurses().size();
        theaters = instance.theaters().size();
        surgeons = instance.surgeons().size();
        ageGroups = instance.ageGroups().size();

        var weights = instance.weights();
        mixedAge = weights.roomMixedAge();
        nurseSkillWeight = weights.roomNurseSkill();
        continuity = weights.continuityOfCare();
        excess = weights.nurseExcessiveWorkload();
        openTheater = weights.openOperatingTheater();
        transfer = weights.surgeonTransfer();
        delay = weights.patientDelay();
        unscheduled = weights.unscheduledOptional();

        capacity = instance.rooms().stream()
                .flatMapToInt(r -> r.beds().stream().mapToInt(Integer::intValue))
                .toArray();
        surgeonTime = instance.surgeons().stream()
                .flatMapToInt(s -> s.maxSurgeryTime().stream().mapToInt(Integer::intValue))
                .toArray();
        theaterTime = instance.theaters().stream()
                .flatMapToInt(t -> t.availability().stream().mapToInt(Integer::intValue))
                .toArray();

        gender = new int[guests];
        ageGroup = new int[guests];
        lengthOfStay = new int[guests];
        care = new int[guests];
        occupantRoom = new int[guests - patients];
        mandatory = new boolean[patients];
        fixed = new boolean[patients];
        release = new int[patients];
        first = new int[patients];
        last = new int[patients];
        duration = new int[patients];
        surgeon = new int[patients];
        leftOut = new long[patients];
        roomsOf = new int[patients][];
        roomAllowed = new boolean[patients * rooms];
        theatersOf = new int[patients][];
        theaterAllowed = new boolean[patients * theaters];
        dayInForce = new int[patients];
        roomInForce = new int[patients];
        theaterInForce = new int[patients];
        dayChange = new int[patients];
        roomChange = new int[patients];
        theaterChange = new int[patients];
        var cares = new Care[guests];
        for (var p = 0; p < patients; p++) {
            var patient = instance.patients().get(p);
            guest(p, patient.gender(), patient.ageGroup(), patient.lengthOfStay());
            cares[p] = patient.care();
            release[p] = patient.releaseDay();
            duration[p] = patient.surgeryDuration();
            surgeon[p] = patient.surgeon();
            inForce(p);
        }
        missing = missing();
        for (var p = 0; p < patients; p++) {
            choice(p);
        }
        movable = IntStream.range(0, patients).filter(p -> !fixed[p]).toArray();
        for (var o = 0; o < occupantRoom.length; o++) {
            var occupant = instance.occupants().get(o);
            guest(patients + o, occupant.gender(), occupant.ageGroup(), occupant.lengthOfStay());
            cares[patients + o] = occupant.care();
            occupantRoom[o] = occupant.room();
        }
        var length = 0;
        for (var g = 0; g < guests; g++) {
            care[g] = length;
            length += lengthOfStay[g] * shiftsADay;
        }
        workload = Arrays.stream(cares)
                .flatMapToInt(c -> c.workload().stream().mapToInt(Integer::intValue))
                .toArray();
        skill = Arrays.stream(cares)
                .flatMapToInt(c -> c.skill().stream().mapToInt(Integer::intValue))
                .toArray();
        places = places();

        nurseSkill = instance.nurses().stream().mapToInt(n -> n.skillLevel()).toArray();
        maxLoad = new int[nurses * shifts];
        Arrays.fill(maxLoad, -1);
        for (var n = 0; n < nurses; n++) {
            for (var s : instance.nurses().get(n).workingShifts()) {
                maxLoad[n * shifts + s.day() * shiftsADay + s.shift()] = s.maxLoad();
            }
        }
        nursesIn = IntStream.range(0, shifts)
                .mapToObj(s -> IntStream.range(0, nurses)
                        .filter(n -> maxLoad[n * shifts + s] >= 0)
                        .toArray())
                .toArray(int[][]::new);
        nurseChange = situation.changeCosts().duty();
        firstShift = situation.today() * shiftsADay;
        nurseInForce = new int[rooms * shifts];
        Arrays.fill(nurseInForce, NONE);
        for (var duty : situation.inForce().duties()) {
            nurseInForce[duty.room() * shifts + duty.shift()] = duty.nurse();
        }
    }

    /** More than admitting anybody anywhere can cost, and leaving out some others for her. */
    private long missing() {
        var most = 0L;
        for (var patient : situation.instance().patients()) {
            var work = patient.care().workload().stream()
                    .mapToLong(Integer::longValue)
                    .sum();
            var skills = patient.care().skill().stream()
                    .mapToLong(Integer::longValue)
                    .sum();
            var stay = (long) patient.lengthOfStay();
            most = Math.max(
                    most,
                    work * excess
                            + skills * nurseSkillWeight
                            + stay * ageGroups * mixedAge
                            + stay * shiftsADay * continuity);
        }
        var costs = situation.changeCosts();
        return most
                + openTheater
                + transfer
                + (long) days * delay
                + costs.room()
                + costs.theater()
                + 6L * (unscheduled + costs.day())
                + 1000;
    }

    private void inForce(int p) {
        var admission = situation.inForce().admissions().get(p);
        if (admission == null) {
            dayInForce[p] = NONE;
            roomInForce[p] = NONE;
            theaterInForce[p] = NONE;
        } else {
            var costs = situation.changeCosts();
            dayInForce[p] = admission.day();
            roomInForce[p] = admission.room();
            theaterInForce[p] = admission.theater();
            dayChange[p] = costs.day();
            roomChange[p] = costs.room();
            theaterChange[p] = costs.theater();
        }
    }

    private void choice(int p) {
        var choice = situation.choice(p);
        mandatory[p] = choice.must();
        fixed[p] = situation.hasCome(p) || choice.isNone();
        leftOut[p] = (mandatory[p] ? missing : unscheduled) + dayChange[p];
        first[p] = choice.first();
        last[p] = lastDay(p, choice.last());
        roomsOf[p] = choice.rooms().stream().mapToInt(Integer::intValue).toArray();
        for (var r : roomsOf[p]) {
            roomAllowed[p * rooms + r] = true;
        }
        theatersOf[p] = choice.theaters().stream().mapToInt(Integer::intValue).toArray();
        for (var t : theatersOf[p]) {
            theaterAllowed[p * theaters + t] = true;
        }
    }

    /** Who is there already or has come may be more than there are beds. */
    private int places() {
        var most = new int[rooms];
        for (var r : occupantRoom) {
            most[r]++;
        }
        for (var p = 0; p < patients; p++) {
            if (situation.hasCome(p)) {
                most[roomInForce[p]]++;
            }
        }
        for (var r = 0; r < rooms; r++) {
            for (var d = 0; d < days; d++) {
                most[r] = Math.max(most[r], Math.min(guests, capacity[r * days + d]));
            }
        }
        return Arrays.stream(most).max().orElse(0);
    }

    private void guest(int g, Gender genderOfGuest, int age, int stay) {
        gender[g] = genderOfGuest == Gender.A ? 0 : 1;
        ageGroup[g] = age;
        lengthOfStay[g] = stay;
    }

    /** Who may wait is better left out than admitted so late that the delay and one nurse cost as much. */
    private int lastDay(int p, int due) {
        if (mandatory[p] || delay == 0) {
            return due;
        }
        var worth = release[p] + Math.max(0, (leftOut[p] - continuity - 1) / delay);
        return (int) Math.min(due, Math.max(worth, Math.max(dayInForce[p], first[p])));
    }
}
