package org.carewright.planner;

import java.util.List;

/**
 * A surgical ward over some days: who waits, who is there, and what there is of rooms, theatres, surgeons and nurses. The
 * problem of the Integrated Healthcare Timetabling Competition 2024. Shifts are numbered through the horizon: day times
 * number of shift types, plus the position of the shift type.
 *
 * @param days length of the horizon
 * @param skillLevels how many there are; skills are 0 to this minus one
 * @param shiftTypes the shifts of a day, in order
 * @param ageGroups in order of age
 */
public record Instance(
        int days,
        int skillLevels,
        List<String> shiftTypes,
        List<String> ageGroups,
        Weights weights,
        List<Occupant> occupants,
        List<Patient> patients,
        List<Surgeon> surgeons,
        List<OperatingTheater> theaters,
        List<Room> rooms,
        List<Nurse> nurses) {

    public Instance {
        shiftTypes = List.copyOf(shiftTypes);
        ageGroups = List.copyOf(ageGroups);
        occupants = List.copyOf(occupants);
        patients = List.copyOf(patients);
        surgeons = List.copyOf(surgeons);
        theaters = List.copyOf(theaters);
        rooms = List.copyOf(rooms);
        nurses = List.copyOf(nurses);
    }

    /** The same ward with others in it. */
    Instance with(
            List<Patient> otherPatients,
            List<Surgeon> otherSurgeons,
            List<OperatingTheater> otherTheaters,
            List<Room> otherRooms,
            List<Nurse> otherNurses) {
        return new Instance(
                days,
                skillLevels,
                shiftTypes,
                ageGroups,
                weights,
                occupants,
                otherPatients,
                otherSurgeons,
                otherTheaters,
                otherRooms,
                otherNurses);
    }

    /** How many shifts the horizon has. */
    public int shifts() {
        return days * shiftTypes.size();
    }
}
