package org.carewright.planner.solver;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.carewright.planner.Care;
import org.carewright.planner.Gender;
import org.carewright.planner.Instance;

/**
 * An instance in flat arrays. Guests are the patients, in their order, then the occupants. A table by x and y lies in one
 * array at {@code x * ys + y}.
 */
final class Ward {

    final Instance instance;
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

    /** Of patients. */
    final boolean[] mandatory;

    final int[] release;
    /** The last day that is allowed and can be worth it. */
    final int[] last;

    final int[] duration;
    final int[] surgeon;
    final int[] delayCost;
    /** The rooms that she may be in. */
    final int[][] roomsOf;
    /** By patient and room. */
    final boolean[] roomAllowed;

    final int[] capacity;
    /** The most guests that a room can have at once. */
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
    final int missing;

    Ward(Instance instance) {
        this.instance = instance;
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
        missing = 1000 + 6 * unscheduled + days * delay;

        capacity = instance.rooms().stream().mapToInt(r -> r.capacity()).toArray();
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
        release = new int[patients];
        last = new int[patients];
        duration = new int[patients];
        surgeon = new int[patients];
        delayCost = new int[patients];
        roomsOf = new int[patients][];
        roomAllowed = new boolean[patients * rooms];
        var cares = new Care[guests];
        for (var p = 0; p < patients; p++) {
            var patient = instance.patients().get(p);
            guest(p, patient.gender(), patient.ageGroup(), patient.lengthOfStay());
            cares[p] = patient.care();
            mandatory[p] = patient.mandatory();
            release[p] = patient.releaseDay();
            duration[p] = patient.surgeryDuration();
            surgeon[p] = patient.surgeon();
            last[p] = lastDay(p, patient.dueDay());
            roomsOf[p] = IntStream.range(0, rooms)
                    .filter(r -> !patient.incompatibleRooms().contains(r) && capacity[r] > 0)
                    .toArray();
            for (var r : roomsOf[p]) {
                roomAllowed[p * rooms + r] = true;
            }
        }
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
        var occupants = new int[rooms];
        Arrays.stream(occupantRoom).forEach(r -> occupants[r]++);
        places = IntStream.range(0, rooms)
                .map(r -> Math.max(capacity[r], occupants[r]))
                .max()
                .orElse(0);

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
    }

    private void guest(int g, Gender genderOfGuest, int age, int stay) {
        gender[g] = genderOfGuest == Gender.A ? 0 : 1;
        ageGroup[g] = age;
        lengthOfStay[g] = stay;
    }

    /** Who may wait is better left out than admitted so late that the delay and three nurses cost as much. */
    private int lastDay(int p, int due) {
        if (mandatory[p] || delay == 0) {
            return due;
        }
        var worth = (unscheduled - shiftsADay * continuity - 1) / delay;
        return Math.min(due, release[p] + Math.max(0, worth));
    }
}
